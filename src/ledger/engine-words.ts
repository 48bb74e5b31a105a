/** What a comparison with the engine says, in plain words. */
import type { Words } from '../domain/procedure/step';
import type { ComparisonVerdict } from '../domain/comparison-verdicts';
import type { ComparedEntry, EntryFault, EntryStatus } from './engine-comparison';

/** The verdict in a few words. */
export const verdictTitles: { readonly [verdict in ComparisonVerdict]: Words } = {
  agree: { zh: '台账与流程引擎一致', en: 'Ledger and engine agree' },
  'history-gone': {
    zh: '没有发现不一致，但引擎的历史不全',
    en: 'Nothing disagrees, but the engine’s history is not complete',
  },
  'no-run': { zh: '流程未结束，引擎中却没有它', en: 'The transfer has not ended, and the engine does not have it' },
  'engine-has-more': { zh: '引擎有记录而台账没有', en: 'The engine has what the ledger has not' },
  'ledger-has-more': { zh: '台账有记录而引擎没有', en: 'The ledger has what the engine has not' },
  differs: { zh: '台账与流程引擎不一致', en: 'Ledger and engine differ' },
};

/** What the verdict means, and what to do. */
export const verdictWords: { readonly [verdict in ComparisonVerdict]: Words } = {
  agree: {
    zh: '台账的每一条，流程引擎都有自己的记载，内容的哈希相同。',
    en: 'The engine has a record of its own of every entry, with the same hash of its content.',
  },
  'history-gone': {
    zh: '部分记录当时的运行历史已不在引擎中：引擎只在一段时间内保留已结束的运行，或者引擎的存储曾经丢失、由台账重建。这不说明台账有问题；这些记录请以哈希链和签名检查点为证。',
    en: 'The runs that wrote some of the entries are no longer in the engine: it keeps what has ended only for a time, or its store was lost and rebuilt from the ledger. That says nothing against the ledger; for these entries the hash chain and the signed checkpoints are the proof.',
  },
  'no-run': {
    zh: '流程还没有结束，它的运行就必须在引擎里，而引擎对它一无所知：引擎的存储可能丢失或被人删除，也可能这份台账是编造的。若引擎的存储确有丢失，请由管理员运行“fuquan rebuild”并留下说明；否则请封存台账并查明。',
    en: 'A transfer that has not ended has a run in the engine, however old it is, and the engine knows nothing of this one: its store was lost or somebody deleted the run, or the ledger was made up. If the store is known to be lost, the administrator runs “fuquan rebuild” and says so; otherwise secure the ledger and look into it.',
  },
  'engine-has-more': {
    zh: '引擎曾答复“已入账”的操作，现在台账中没有：台账可能被删减，或者由较早的备份恢复。请先核验哈希链并对照检查点，再向管理员查问恢复备份的记录。',
    en: 'The engine answered acts as recorded that the ledger does not have now: entries may have been removed, or the ledger was restored from an older backup. Verify the chain against the checkpoints, then ask the administrator about restored backups.',
  },
  'ledger-has-more': {
    zh: '台账中有的记录，引擎的历史里找不到来由：可能有人绕过系统写入。若引擎刚由备份恢复，请一分钟后再核对；仍然如此的，请封存台账并查明。',
    en: 'The ledger has entries of which the engine’s history knows nothing: somebody may have written them past the system. If the engine was just restored from a backup, compare again in a minute; if it stays so, secure the ledger and look into it.',
  },
  differs: {
    zh: '引擎在同一位置记载的内容与台账不同：台账可能被改写，包括整链重算。请封存台账，对照签名检查点查明。',
    en: 'In the same place the engine remembers other content than the ledger has: the ledger may have been rewritten, even with its chain computed anew. Secure the ledger and hold it against the signed checkpoints.',
  },
};

/** What the engine knows of an entry. */
export const statusWords: { readonly [status in EntryStatus]: Words } = {
  witnessed: { zh: '引擎有当时的事件', en: 'the engine has the events of it' },
  adopted: {
    zh: '引擎后来从台账接续（进程中断或引擎重建之后），属正常情况',
    en: 'the engine took it over from the ledger (after a process died or the engine was rebuilt); this is normal',
  },
  carried: {
    zh: '当时的运行已不保留，后一运行开始时已带有它',
    en: 'the run of the time is no longer kept; a later run began with it',
  },
  gone: { zh: '引擎已没有当时的历史', en: 'the engine no longer has the history of the time' },
  fresh: { zh: '刚刚入账，引擎的事件可能还在路上', en: 'recorded only now; the engine’s event may be on its way' },
  unknown: { zh: '引擎没有它的来由', en: 'the engine knows nothing of it' },
  differs: { zh: '引擎记载的与此不同', en: 'the engine remembers it otherwise' },
};

const faultWords: { readonly [why in EntryFault]: Words } = {
  'no-record': {
    zh: '引擎的历史到此之前为止，没有这一条的入账记录',
    en: 'the engine’s history ends before it, and has no record of it',
  },
  'no-command': {
    zh: '引擎没有受理过产生这一条的操作',
    en: 'the engine accepted no act that it could have come from',
  },
  hash: { zh: '引擎记住的哈希不同', en: 'the engine remembers another hash' },
  run: {
    zh: '台账所称的运行没有写过它，写它的是另一个运行',
    en: 'the run that the ledger names did not write it, another did',
  },
};

/** What is known of an entry, and what is wrong where something is. */
export function entryWords({ status, why }: ComparedEntry): Words {
  const words = statusWords[status];
  if (why === undefined) return words;
  return { zh: `${words.zh}：${faultWords[why].zh}`, en: `${words.en}: ${faultWords[why].en}` };
}
