/** What the place sets for itself, for transfers launched from then on. */
import { type z } from 'zod';
import { placeSettings, putSettings, type PlaceSettings } from '../../database/settings-repository';
import { settingItems, settingsOf } from '../../domain/power-transfer/settings';
import { Refusal, type Language } from '../../domain/refusal';
import { problems } from '../../contract/shared';
import { settingsRequest } from '../../contract/requests';
import { settingsAnswer } from '../../contract/settings';
import type { App } from '../http/app';
import { accountOf, accountWith } from '../http/authentication';
import type { Dependencies } from '../dependencies';

const show = ({ version, settings, changed }: PlaceSettings, language: Language): z.output<typeof settingsAnswer> => ({
  version,
  changed: changed && { by: changed.by, at: changed.at.toISOString() },
  items: settingItems(settings).map(({ title, why, usual, ...item }) => ({
    ...item,
    title: title[language],
    default: usual,
    why: why[language],
  })),
});

/** `GET`, `PUT /api/settings`. */
export function settingRoutes(app: App, { database }: Dependencies): void {
  app.get(
    '/api/settings',
    {
      schema: {
        operationId: 'getSettings',
        tags: ['settings'],
        summary: 'What the place sets for launches from now on · 设置',
        response: { 200: settingsAnswer, ...problems },
      },
    },
    async (request) => {
      accountOf(request);
      return show(await placeSettings(database), request.language);
    },
  );

  app.put(
    '/api/settings',
    {
      schema: {
        operationId: 'setSettings',
        tags: ['settings'],
        summary: 'Set them whole; running transfers keep what they were launched with · 修改设置',
        body: settingsRequest,
        response: { 200: settingsAnswer, ...problems },
      },
    },
    async (request) => {
      const { username } = accountWith(request, 'coordinator');
      const { version: seen, ...own } = request.body;
      const { now, taken } = await putSettings(database, settingsOf(own), seen, username);
      if (!taken)
        throw new Refusal('settings-changed', {
          field: '/version',
          params: { by: now.changed?.by ?? '', version: now.version },
        });
      return show(now, request.language);
    },
  );
}
