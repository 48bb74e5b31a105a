import { Connection } from '@temporalio/client';
import { freshDatabase } from './database';
import { describeWithTimeSkipping, temporalAddress, timeSkippingEnvironment } from './temporal';

describe('the servers of a test run', () => {
  it('give each test a migrated database of its own', async () => {
    const [one, other] = await Promise.all([freshDatabase(), freshDatabase()]);
    await one.owner.query(`insert into field values ('market', '市场', 'market')`);
    const { rows } = await other.app.query<{ count: number }>('select count(*) from field');
    expect(rows).toEqual([{ count: 0 }]);
    await Promise.all([one.drop(), other.drop()]);
  });

  it('have a Temporal that answers', async () => {
    const connection = await Connection.connect({ address: temporalAddress() });
    const { namespaces } = await connection.workflowService.listNamespaces({});
    expect(namespaces.map(({ namespaceInfo }) => namespaceInfo?.name)).toContain('default');
    await connection.close();
  });
});

describeWithTimeSkipping('the time-skipping server', () => {
  it('lets a year pass at once', async () => {
    const environment = await timeSkippingEnvironment();
    const before = await environment.currentTimeMs();
    await environment.sleep('365 days');
    expect((await environment.currentTimeMs()) - before).toBeGreaterThanOrEqual(365 * 86_400_000);
    await environment.teardown();
  });
});
