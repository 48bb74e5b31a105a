/** What lies open to everybody, and what everybody may say to it, without an account. */
import { contributionByForm, insertContribution } from '../../database/contribution-repository';
import { digestOf, type Contribution } from '../../ledger/contributions';
import { Refusal } from '../../domain/refusal';
import { contributionKeptAnswer, contributionRequest, publicMatterAnswer } from '../../contract/contributions';
import type { NewContribution } from '../../contract/types';
import { problems } from '../../contract/shared';
import type { App } from '../http/app';
import type { Dependencies } from '../dependencies';
import { needRoom } from '../files/upload-room';
import { idParams } from '../http/parsing';
import { giveForm, keptOfReceipt, readForm } from './form-token';
import { openMatter, showLaidOpen, type OpenMatter, type OpenTask } from './laid-open';
import { sealSaid } from './sealed';

/** Contributions of one address in a minute: an office's or a household's people share one. */
const ofOneAddress = 30;

/** What a contribution is about. @throws Refusal `not-laid-open`, `several-laid-open` */
function taskOf({ tasks }: OpenMatter, { task }: NewContribution): OpenTask {
  const open = tasks.filter((one) => (task === undefined ? one.open : one.publicId === task));
  const [only, another] = open;
  if (!only) throw new Refusal('not-laid-open', task === undefined ? {} : { field: '/task' });
  if (another) throw new Refusal('several-laid-open', { field: '/task', params: { count: open.length } });
  return only;
}

/** `GET /api/public/matters/{id}`, `POST /api/public/matters/{id}/contributions`. */
export function contributingRoutes(app: App, dependencies: Dependencies): void {
  const { database, key, now, lowStorage, log, dossiers } = dependencies;
  const { contributionsPerMinute = 120, leastFormMs = 3_000 } = dependencies;

  app.get(
    '/api/public/matters/:id',
    {
      config: { open: true, rateLimit: { max: 240, timeWindow: 60_000 } },
      schema: {
        operationId: 'getPublicMatter',
        tags: ['public'],
        summary: 'What of a matter lies open, and a form to say something on · 公开征求意见的事项',
        security: [],
        params: idParams,
        response: { 200: publicMatterAnswer, ...problems },
      },
    },
    async ({ params, language }) => {
      const { id, title, declaration, tasks } = await openMatter(database, dossiers, params.id);
      const laidOpen = await Promise.all(tasks.map((task) => showLaidOpen(database, id, task, language)));
      return {
        id,
        title,
        procedure: { code: declaration.code, title: declaration.title[language] },
        laidOpen,
        ...(tasks.some(({ open }) => open) ? { form: giveForm(key, id, now()) } : {}),
      };
    },
  );

  app.post(
    '/api/public/matters/:id/contributions',
    {
      config: { open: true, rateLimit: { max: ofOneAddress, timeWindow: 60_000 } },
      bodyLimit: 64 * 1024,
      schema: {
        operationId: 'contribute',
        tags: ['public'],
        summary: 'Say something to what lies open, without an account · 提交意见',
        security: [],
        params: idParams,
        body: contributionRequest,
        response: { 201: contributionKeptAnswer, ...problems },
      },
    },
    async ({ params, body }, reply) => {
      const matter = await openMatter(database, dossiers, params.id);
      const form = readForm(key, matter.id, body.form, now(), leastFormMs);
      const task = taskOf(matter, body);
      const { text, name, contact } = body;
      const said: Contribution = {
        ...{ matter: matter.id, task: task.publicId, salt: form.salt, text },
        ...(name === undefined ? {} : { name }),
        ...(contact === undefined ? {} : { contact }),
      };
      const digest = digestOf(said);
      const kept = (received: Date) =>
        reply.code(201).send({
          receipt: form.receipt,
          digest,
          received: received.toISOString(),
          task: task.publicId,
          matter: { id: matter.id, title: matter.title },
        });
      // sent again because no answer came: it is the same one
      const before = await contributionByForm(database, form.name);
      if (before?.digest === digest) return kept(before.received);
      if (before) throw new Refusal('form-used', { field: '/form' });
      if (!task.open) throw new Refusal('not-laid-open');
      await needRoom(lowStorage, log);
      const added = await insertContribution(
        database,
        {
          ...{ digest, matter: matter.id, task: task.id, form: form.name, receipt: keptOfReceipt(form.receipt) },
          sealed: sealSaid(key, digest, said),
        },
        contributionsPerMinute,
      );
      if (added === 'late') throw new Refusal('not-laid-open');
      if (added === 'crowded') throw new Refusal('many-contributions', { params: { seconds: 60 } });
      if (added === 'form-used') {
        // the same at the same moment
        const other = await contributionByForm(database, form.name);
        if (other?.digest === digest) return kept(other.received);
        throw new Refusal('form-used', { field: '/form' });
      }
      return kept(added);
    },
  );
}
