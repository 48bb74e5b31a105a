/** What the place sets for itself, for transfers launched from then on. */
import { z } from 'zod';
import { placeSettings, putSettings, type PlaceSettings } from '../../database/settings-repository';
import { settingItems, settingsOf } from '../../domain/power-transfer/settings';
import { Refusal, type Language } from '../../domain/refusal';
import { problems } from '../answers';
import type { App } from '../app';
import { accountOf, accountWith } from '../authentication';
import type { Dependencies } from '../dependencies';

const number = z.number().int();
const sentSettings = z.strictObject({
  /** Of the settings that the sender saw. */
  version: number,
  /** Working days by step; what is left out here and below is the default. */
  limits: z.record(z.string().max(60), number).optional(),
  trialMonths: number.optional(),
  evaluationYears: number.optional(),
  officersPerField: number.optional(),
  trainingAttempts: number.optional(),
  trainingHours: number.optional(),
  passMark: number.optional(),
  renewalNoticeDays: number.optional(),
});
const settingsAnswer = z.object({
  version: z.number(),
  changed: z.object({ by: z.string(), at: z.iso.datetime() }).nullable(),
  items: z.array(
    z.object({
      /** The setting, or the code of the step that it limits. */
      name: z.string(),
      /** Where its value stands in what sets it. */
      pointer: z.string(),
      title: z.string(),
      unit: z.enum(['working-days', 'months', 'years', 'officers', 'times', 'hours', 'points']),
      value: z.number(),
      default: z.number(),
      least: z.number(),
      most: z.number(),
      /** What the least stands on. */
      why: z.string(),
    }),
  ),
});

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
        tags: ['settings'],
        summary: 'Set them whole; running transfers keep what they were launched with · 修改设置',
        body: sentSettings,
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
