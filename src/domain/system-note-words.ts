/** Entries of the system's ledger in words: one sentence, for page and command line alike. */
import { z } from 'zod';
import type { Words } from './procedure/step';
import type { SystemNoteKind } from './system-notes';

const text = z.string();
const things: Readonly<Record<string, Words>> = {
  account: { zh: '账户', en: 'account' },
  organisation: { zh: '机构', en: 'office' },
  officer: { zh: '执法人员', en: 'officer' },
  certificate: { zh: '执法证件', en: 'certificate of' },
  power: { zh: '执法事项', en: 'power' },
  settings: { zh: '设置', en: 'settings' },
  calendar: { zh: '地方节假日', en: 'local day' },
};
const acts: Readonly<Record<string, Words>> = {
  'make-account': { zh: '新建账户', en: 'make account' },
  'change-account': { zh: '修改账户', en: 'change account' },
  'change-password': { zh: '修改密码', en: 'change the password of' },
  password: { zh: '重置密码', en: 'set a password of' },
  create: { zh: '新建账户', en: 'make account' },
  role: { zh: '改变岗位', en: 'change the role of' },
  open: { zh: '启用账户', en: 'open account' },
};
const thing = (kind: string, language: keyof Words): string => things[kind]?.[language] ?? kind;
const both = (say: (language: keyof Words) => string): Words => ({ zh: say('zh'), en: say('en') });

/** A sentence of one kind's content; undefined where the content is not of that shape. */
type Saying = (content: object) => Words | undefined;
const saying =
  <T>(schema: z.ZodType<T>, say: (content: T) => Words): Saying =>
  (content) => {
    const { data } = schema.safeParse(content);
    return data && say(data);
  };

const fromAddress = saying(z.looseObject({ address: text }), ({ address }) => ({
  zh: `从 ${address}`,
  en: `from ${address}`,
}));

const sayings: { readonly [kind in SystemNoteKind]?: Saying } = {
  'what-was-there': saying(
    z.looseObject({ counts: z.record(z.string(), z.number()), edits: z.looseObject({ count: z.number() }) }),
    ({ counts, edits }) =>
      both((language) =>
        [
          ...Object.entries(counts).map(([kind, count]) => `${thing(kind, language)} ${count}`),
          language === 'zh' ? `此前的修改记录 ${edits.count} 条` : `${edits.count} edits before`,
        ].join(language === 'zh' ? '，' : ', '),
      ),
  ),
  change: saying(z.looseObject({ of: text, subject: text, change: z.number() }), ({ of, subject, change }) =>
    both((language) =>
      language === 'zh'
        ? `${thing(of, 'zh')} ${subject}（修改记录第 ${change} 条）`
        : `${thing(of, 'en')} ${subject} (edit ${change})`,
    ),
  ),
  'signed-in': fromAddress,
  'signed-out': fromAddress,
  'sign-in-refused': saying(
    z.looseObject({
      name: text.optional(),
      unknown: text.optional(),
      address: text,
      wrong: z.number(),
      limited: z.number(),
    }),
    ({ name, unknown, address, wrong, limited }) => ({
      zh: `${name ?? `不存在的用户名（摘要 ${unknown ?? ''}）`}，从 ${address}：一分钟内密码错误 ${wrong} 次${limited > 0 ? `，因过于频繁被拒 ${limited} 次` : ''}`,
      en: `${name ?? `a name that nobody has (digest ${unknown ?? ''})`}, from ${address}: in a minute ${wrong} wrong${limited > 0 ? `, ${limited} turned away for being too many` : ''}`,
    }),
  ),
  refused: saying(z.looseObject({ act: text, subject: text, code: text }), ({ act, subject, code }) =>
    both((language) => `${acts[act]?.[language] ?? act} ${subject}: ${code}`),
  ),
  'at-the-machine': saying(z.looseObject({ act: text, subject: text, osUser: text }), ({ act, subject, osUser }) => ({
    zh: `${acts[act]?.zh ?? act} ${subject}（操作系统用户 ${osUser}）`,
    en: `${acts[act]?.en ?? act} ${subject} (user ${osUser} of the operating system)`,
  })),
  loaded: saying(z.record(z.string(), z.array(text)), (content) =>
    both((language) =>
      Object.entries(content)
        .map(([kind, names]) => `${thing(kind, language)} ${names.length}`)
        .join(language === 'zh' ? '，' : ', '),
    ),
  ),
};

/** What is told of kinds without a sentence of their own: their content, name by name. */
function plainly(content: object): Words {
  const parts = Object.entries(content).map(
    ([name, value]: [string, unknown]) => `${name}: ${typeof value === 'string' ? value : JSON.stringify(value)}`,
  );
  const all = parts.join(', ');
  return { zh: all, en: all };
}

/** What an entry of a kind tells, beside its title. */
export const saidOfNote = (kind: string, content: object): Words =>
  Object.entries(sayings).find(([one]) => one === kind)?.[1]?.(content) ?? plainly(content);
