/** Enforcement certificates (行政执法证): recorded, suspended and restored by the justice bureau. */
import { z } from 'zod';
import { insertCertificate, suspendCertificate } from '../../database/officer-repository';
import { insertChanges } from '../../database/change-repository';
import { violatedIndex } from '../../database/queryable';
import { inTransaction } from '../../database/transaction';
import { Refusal } from '../../domain/refusal';
import { officerAnswer } from '../../contract/city';
import { certificateRequest, newCertificateRequest } from '../../contract/city-requests';
import { problems } from '../../contract/shared';
import type { App } from '../http/app';
import { accountWith } from '../http/authentication';
import type { Dependencies } from '../dependencies';
import { createOfficerView } from './officer-view';
import { idParams } from '../http/parsing';

/** `POST /api/officers/{id}/certificates`, `PATCH /api/officers/{id}/certificates/{number}`. */
export function certificateRoutes(app: App, dependencies: Dependencies): void {
  const { database } = dependencies;
  const { show, officerOf } = createOfficerView(dependencies);

  app.post(
    '/api/officers/:id/certificates',
    {
      schema: {
        operationId: 'recordCertificate',
        tags: ['people'],
        summary: 'Record a certificate · 登记执法证',
        params: idParams,
        body: newCertificateRequest,
        response: { 201: officerAnswer, ...problems },
      },
    },
    async (request, reply) => {
      const account = accountWith(request, 'certifier');
      const officer = await officerOf(account, request.params.id);
      const { number } = request.body;
      try {
        await inTransaction(database, async (client) => {
          const after = { ...request.body, suspended: false };
          await insertCertificate(client, officer.id, after);
          await insertChanges(client, [
            { kind: 'certificate', subject: officer.id, by: account.username, via: 'edit', before: null, after },
          ]);
        });
      } catch (error) {
        if (violatedIndex(error) === undefined) throw error;
        throw new Refusal('duplicate', {
          field: '/number',
          params: { value: number },
        });
      }
      return reply.code(201).send(show(await officerOf(account, officer.id), false));
    },
  );

  app.patch(
    '/api/officers/:id/certificates/:number',
    {
      schema: {
        operationId: 'changeCertificate',
        tags: ['people'],
        summary: 'Suspend a certificate, or lift the suspension · 暂扣、恢复执法证',
        params: idParams.extend({ number: z.string().min(1).max(60) }),
        body: certificateRequest,
        response: { 200: officerAnswer, ...problems },
      },
    },
    async (request) => {
      const account = accountWith(request, 'certifier');
      const { id, number } = request.params;
      const officer = await officerOf(account, id);
      const { suspended } = request.body;
      const before = officer.certificates.find((certificate) => certificate.number === number);
      await inTransaction(database, async (client) => {
        if (!(await suspendCertificate(client, officer.id, number, suspended))) throw new Refusal('not-found');
        if (before?.suspended === suspended) return;
        const change = { before: { number, suspended: !suspended }, after: { number, suspended } };
        await insertChanges(client, [
          { kind: 'certificate', subject: officer.id, by: account.username, via: 'edit', ...change },
        ]);
      });
      return show(await officerOf(account, officer.id), false);
    },
  );
}
