/** What a verification found, in words. */
import type { Words } from '../domain/procedure/step';
import type { Check, Fault, Gap, LookedAt, NotProved } from './findings';

const say = (zh: string, en: string): Words => ({ zh, en });

/** What was looked at. */
export const lookedAtWords: { readonly [what in LookedAt]: Words } = {
  chain: say('台账哈希链、规范形式与检索列', 'chain, canonical form and search columns of the ledger'),
  heads: say('每份台账的账首', 'the head of each ledger'),
  checkpoints: say('检查点', 'checkpoints'),
  signatures: say('操作的签名', 'signatures of acts'),
  prose: say('按程序重演每一条记录', 'the procedure run over each entry'),
  launches: say('发起的内容', 'what was launched'),
  standing: say('流程的状态', 'where transfers stand'),
  states: say('各项权力的状态', 'states of powers'),
  tasks: say('待办事项', 'open tasks'),
  'closed-tasks': say('已办事项', 'closed tasks'),
  answers: say('办理结果与理由', 'answers and reasons'),
  forms: say('填报内容', 'forms'),
  notes: say('工作记录', 'notes'),
  decisions: say('政府决定', 'decisions'),
  notices: say('公告', 'notices'),
  training: say('培训考试', 'training'),
  certificates: say('执法证', 'certificates'),
  confirmations: say('交接确认书', 'handover confirmations'),
  register: say('权力登记簿', 'the register'),
  renewals: say('委托续订', 'renewals of entrustments'),
  calendars: say('办理中更新的工作日历', 'working days told on the way'),
  contributions: say('公众意见的数目与根哈希', 'number and root of what the public said'),
  evidence: say('证据材料的摘要', 'digests of evidence'),
  'evidence-bytes': say('证据材料的内容', 'the bytes of evidence'),
  'system-ledger': say(
    '系统台账：编辑、设置、人员、单位、目录、钥匙、登录',
    "the system's ledger: edits, settings, people, offices, catalogue, keys, sign-ins",
  ),
  sessions: say('有效的登录会话', 'sessions that hold'),
  runs: say('进行中流程的运行', 'running procedures of living transfers'),
};

/** Why something does not hold. */
export const whyWords: { readonly [why in Fault['why']]: Words } = {
  missing: say('该条缺失（被删除或截断）', 'the entry is missing (removed or cut off)'),
  previous: say(
    '与前一条不相连（被插入或移动）',
    'it does not follow the one before it (inserted or moved), or belongs to another checkpoint',
  ),
  hash: say('内容与哈希不符（被修改或倒签）', 'its content is not what was hashed (changed or back-dated)'),
  'not-canonical': say('内容不是规范形式', 'its content is not in canonical form'),
  content: say(
    '内容与所在位置或检索列不符',
    'its content does not belong in this place, or its columns say something else',
  ),
  head: say('与账首记录不符', 'the head knows another hash'),
  rewritten: say(
    '与签名检查点不符（整链被重写）',
    'a signed checkpoint pinned another hash (the chain was computed anew)',
  ),
  written: say(
    '表中的登记时间与内容记载的不符（倒签）',
    'the time of writing beside it is not the one that was hashed (back-dated)',
  ),
  unpinned: say(
    '自称早于一个签名检查点，而该检查点没有它（事后补写）',
    'it claims to be older than a signed checkpoint that does not know it (written afterwards)',
  ),
  malformed: say('不是检查点', 'it is not a checkpoint'),
  number: say('该编号的检查点缺失', 'the checkpoint of this number is missing'),
  signature: say('检查点的签名不成立', 'the signature of the checkpoint does not hold'),
  'unknown-key': say('签名所用的钥匙不在给出的公钥之中', 'it was signed with a key that is not among those given'),
  'not-in-store': say('另行保存的检查点，库中没有', 'a checkpoint that was kept elsewhere is not in the store'),
  differs: say('库中同编号的检查点与另行保存的不同', 'the store has another checkpoint of this number than was kept'),
  'signature-none': say('没有签名：不是经系统接口办理', 'it is not signed: it did not come through the API'),
  'signature-malformed': say('签名残缺', 'its signature is malformed'),
  'signature-unknown': say('签名所用的钥匙不存在', 'it was signed with a key that nobody made'),
  'signature-retired': say('签名所用的钥匙当时已停用', 'it was signed with a key that had been retired'),
  'signature-lost': say('签名所用的钥匙当时已报失', 'it was signed with a key that had been lost'),
  'signature-wrong': say('签名与内容不符', 'its signature is of other content'),
  'system-missing': say('该条缺失', 'the entry is missing'),
  'system-previous': say('与前一条不相连', 'it does not follow the one before it'),
  'system-hash': say('内容与哈希不符', 'its content is not what was hashed'),
  'system-not-canonical': say('内容不是规范形式', 'its content is not in canonical form'),
  'system-note': say('它所记的事项被删除或改动', 'its note is gone or says something else'),
  'system-edit': say('编辑记录的该行被删除或改动', 'the row of the record of edits is gone or says something else'),
  'system-unnoted': say('编辑记录被补写或旧行被改动', 'edits were put in without a note, or early ones were changed'),
  'system-rewritten': say('与签名检查点不符', 'a signed checkpoint pinned another hash'),
  'system-begun-twice': say('系统台账被重新建立', 'the ledger was begun anew'),
  'system-stands': say('现在的内容与最后一次编辑所留的不同', 'it does not stand as its last edit left it'),
  'system-unrecorded': say('没有任何编辑产生过它', 'no edit made it'),
  'system-removed': say('它被移除，而没有编辑移除过它', 'it is gone, and no edit took it away'),
  'no-head': say('台账没有账首，流程对所有人不可见', 'its ledger has no head, so that nobody sees the transfer'),
  'does-not-come-out': say(
    '按程序重演得不出这条记录所说的事项或状态',
    'the procedure makes other tasks or states of this entry',
  ),
  'unknown-procedure': say(
    '本版本没有这条记录所说的流程，无法重演：请用写下这份台账的版本核验',
    'this version has no procedure of this name, so nothing comes out of it: verify with the version that wrote the ledger',
  ),
  'not-recordable': say('这样的记录不可能由系统写入', 'no record of the system could have written this'),
  'row-missing': say('台账有而表中没有', 'the ledger has it and the table has not'),
  'row-too-many': say('表中有而台账没有', 'the table has it and the ledger has not'),
  'row-differs': say('表中所载与台账不同', 'the table says something else than the ledger'),
  'no-ledger': say('这个流程没有台账', 'this transfer has no ledger'),
  'contributions-differ': say(
    '公众意见与办结时计入的数目或根哈希不符（被删除、补写或改动）',
    'the contributions of the public are not those that the answer counted (removed, put in or changed)',
  ),
  'contributions-not-counted': say(
    '有公众意见，而办结时没有计入',
    'there are contributions, and the answer counted none',
  ),
  'file-missing': say('文件不存在', 'the file is not there'),
  'file-digest': say('文件的摘要与台账记载的不同', 'the file has another digest than the ledger names'),
  'file-bytes': say('文件内容与摘要不符（被替换）', 'the bytes of the file are not those of its digest (replaced)'),
  'no-sign-in': say(
    '没有任何登录产生过这个会话（有人直接写入数据库）',
    'no sign-in made this session: somebody put it into the database',
  ),
  'no-run': say(
    '流程未结束，引擎中却没有它的运行',
    'the transfer has not ended, and the engine runs no procedure of it',
  ),
};

const many = (count: number | undefined): string => (count === undefined ? '' : `${count} `);

/** What was not proved. */
const gapWords: { readonly [what in NotProved]: (count: number | undefined) => Words } = {
  'signatures-not-checked': (n) =>
    say(
      `${many(n)}个签名只看了有无，没有验签；“fuquan verify --signatures”逐个验签，导出文件用“--command-keys”给出公钥`,
      `${many(n)}signatures are there and were not checked; “fuquan verify --signatures” checks each, of a file with keys given by “--command-keys”`,
    ),
  'signatures-by-told-keys': (n) =>
    say(
      `${many(n)}个签名只用文件自带的公钥验过：文件是谁做的，公钥也可以是谁做的。请用“--command-keys”给出另行保存的公钥`,
      `${many(n)}signatures were checked against keys that the file itself brought, and whoever made the file can have made these: give those that were kept elsewhere with “--command-keys”`,
    ),
  unsigned: (n) =>
    say(
      `${many(n)}条记录没有签名（要求签名之前的）：是谁所办，只有台账自己的说法`,
      `${many(n)}entries are not signed (of before signatures were required): who acted is the ledger's own word`,
    ),
  'no-checkpoint': () =>
    say(
      '没有可以信赖的签名检查点：整条链被重写或截断，从内部看不出来',
      'no signed checkpoint can be relied on: a chain computed anew, or cut off at its end, does not show from the inside',
    ),
  'checkpoints-without-key': (n) =>
    say(
      `${many(n)}个检查点没有公钥可以验签，不作为证明`,
      `${many(n)}checkpoints were not held against a public key, and count for nothing`,
    ),
  'kept-checkpoints': () =>
    say(
      '没有对照另行保存的检查点：数据库与签名钥匙同时落入一人之手时，只有保存在外的检查点能发现重写。请用“fuquan verify --checkpoint”对照',
      'checkpoints that are kept elsewhere were not held against it: where one person has both database and signing key, only these find what was rewritten (“fuquan verify --checkpoint”)',
    ),
  'since-checkpoint': (n) =>
    say(
      `最近的签名检查点之后的 ${many(n)}条记录，只有哈希链为证`,
      `${many(n)}entries since the last signed checkpoint have their chain alone for proof`,
    ),
  'written-not-hashed': (n) =>
    say(
      `${many(n)}条旧格式记录的登记时间不在哈希之内`,
      `${many(n)}entries of the first format have their time of writing outside of what is hashed`,
    ),
  'tables-of-broken': (n) =>
    say(
      `${many(n)}个台账有误的流程，没有核对各表`,
      `the tables of ${many(n)}transfers whose ledger is broken were not compared`,
    ),
  'launch-not-documented': (n) =>
    say(
      `${many(n)}个早期流程的首条记录不含全部发起内容，没有核对各表`,
      `the tables of ${many(n)}early transfers whose first entry does not hold the whole launch were not compared`,
    ),
  'prose-without-launch': (n) =>
    say(
      `${many(n)}个流程的首条记录不含全部发起内容，没有按程序重演`,
      `the procedure was not run over ${many(n)}transfers whose first entry does not hold the whole launch`,
    ),
  'evidence-bytes': () =>
    say(
      '没有重算证据材料的内容；“fuquan verify --evidence”逐件重算',
      'the bytes of evidence were not hashed again; “fuquan verify --evidence” does that',
    ),
  edits: (n) =>
    say(
      `${many(n)}个执法证不是经系统登记的，没有可以对照的记录`,
      `${many(n)}certificates were not given or registered here: there is no record to hold them against`,
    ),
  people: (n) =>
    say(
      `系统台账中 ${many(n)}项关于人员的摘要是用另一把钥匙或没有钥匙，未能对照`,
      `${many(n)}digests of people in the system's ledger could not be compared: another key made them, or none was given`,
    ),
  runs: () => say('没有查问流程引擎是否在运行这些流程', 'the engine was not asked whether it runs the procedures'),
  sessions: () =>
    say(
      '已失效或已删除的会话无从核对：有人写入会话、办理后删除，或者连同登录记录一起伪造，所办事项看上去是真的；请本人核对系统台账中自己的登录',
      'sessions that are over were not looked at: who put one in, acted and removed it, or wrote the note of a sign-in as well, acted as genuinely as the person; the sign-ins in the system’s ledger show it to whoever knows when they signed in',
    ),
  'engine-memory': () =>
    say(
      '没有与引擎自己的历史逐条对照：整个数据库退回旧状态，只有“fuquan compare --all”能发现',
      'nothing was held against the engine’s own history: a database that was set back as a whole is found by “fuquan compare --all” alone',
    ),
  tables: () =>
    say(
      '只核对了文件中的台账：登记簿、事项、公告、证据等不在文件里',
      'only the ledger in the file was verified: register, tasks, notices and evidence are not in it',
    ),
  rights: () =>
    say(
      '谁看过什么没有记录；谁直接进过数据库，这里看不出来',
      'who read what is not recorded; who was in the database itself does not show here',
    ),
};

/** A gap in words. */
export const wordsOfGap = ({ what, count }: Gap): Words => gapWords[what](count);

/** What does not hold, in one language. */
export function showChecks(checked: readonly Check[], language: keyof Words) {
  return checked.map(({ what, count, broken, more }) => ({
    ...{ what, title: lookedAtWords[what][language], count },
    ...(broken.length === 0
      ? {}
      : {
          broken: broken.map(({ where, why, transfer, seq, detail }) => ({
            where,
            why: `${whyWords[why][language]}${detail === undefined || detail === '' ? '' : ` (${detail})`}`,
            code: why,
            ...(transfer === undefined ? {} : { transfer }),
            ...(seq === undefined ? {} : { seq }),
          })),
        }),
    ...(more > 0 ? { more } : {}),
  }));
}
