import { DefaultLogger, makeTelemetryFilterString, Runtime } from '@temporalio/worker';

// tests say what is wrong by themselves
Runtime.install({
  logger: new DefaultLogger('ERROR'),
  telemetryOptions: { logging: { filter: makeTelemetryFilterString({ core: 'ERROR', other: 'ERROR' }) } },
});
