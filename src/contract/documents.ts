/** Documents of a transfer, and notices to the public. */
import { z } from 'zod';
import { date, instant, mode } from './shared';

export const documentAnswer = z
  .object({
    id: z.string(),
    kind: z.enum(['handover-confirmation', 'instrument', 'notice']),
    title: z.string(),
    status: z.enum(['draft', 'standing', 'published']),
    date: date,
    organisations: z.array(z.string()),
    powers: z.array(z.string()),
    pdf: z.string(),
    docx: z.string(),
    notice: z.string().optional(),
  })
  .meta({ id: 'TransferDocument' });

export const noticeAnswer = z
  .object({
    id: z.string(),
    step: z.string(),
    title: z.string(),
    subDistrict: z.string(),
    subDistrictName: z.string(),
    published: instant,
    filingDue: date,
    publishers: z.array(z.string()),
    /** What they were called then. */
    publisherNames: z.array(z.string()),
    decision: z.object({ minutes: z.string(), meeting: z.string() }).optional(),
    powers: z.array(
      z.object({
        code: z.string(),
        name: z.string(),
        department: z.string(),
        departmentName: z.string(),
        mode: mode,
        scope: z.object({ territory: z.string(), reserved: z.array(z.string()) }),
        period: z.object({ from: z.string(), until: z.string() }).optional(),
      }),
    ),
    entry: z.object({ seq: z.number(), hash: z.string() }).optional(),
    pdf: z.string(),
    docx: z.string(),
  })
  .meta({ id: 'Notice' });
