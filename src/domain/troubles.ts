/** Troubles: what has not got through and is tried again by itself. Each kind once: what it is called, and what to do. */
import type { Words } from './procedure/step';

/** A kind of trouble, as people read it. */
export interface TroubleDeclaration {
  readonly title: Words;
  /** What whoever reads it is to do; nothing of it is needed where it passes by itself, and then it says so. */
  readonly todo: Words;
  /** Milliseconds that it may last before anybody is told: what mends itself at once is no trouble. */
  readonly quietMs: number;
}

const minute = 60_000;

const trouble = (
  quietMs: number,
  title: readonly [zh: string, en: string],
  todo: readonly [zh: string, en: string],
): TroubleDeclaration => ({
  quietMs,
  title: { zh: title[0], en: title[1] },
  todo: { zh: todo[0], en: todo[1] },
});

/** All kinds, the gravest first. */
export const troubleKinds = {
  'ledger-behind': trouble(
    0,
    ['台账落后于流程引擎', 'The ledger is behind the engine'],
    [
      '数据库少了流程引擎已知的记录，通常是从较旧的备份恢复所致。本流程暂停办理，不会写入错误内容。请系统管理员按运维文档“ledger-behind-the-engine”处理：先找回更新的备份。',
      'The database lacks entries that the engine knows, mostly because an older backup was restored. The transfer takes no commands and nothing wrong is written. System administrator: follow “ledger-behind-the-engine” in the operations documents; look for a newer backup first.',
    ],
  ),
  'entry-not-signed': trouble(
    0,
    ['台账中有未经签名的记录', 'The ledger has an entry that the API did not sign'],
    [
      '台账中的一条记录没有有效签名，只可能是数据库被直接改动。本流程暂停办理。请系统管理员保全数据库现状，立即通知审计，不要重建；待查明后从可信的备份恢复。',
      'An entry of the ledger has no valid signature: only the database itself can have been altered. The transfer takes no commands. System administrator: keep the database as it is, tell the auditor at once, rebuild nothing; when it is cleared up, restore a backup that can be trusted.',
    ],
  ),
  'foreign-run': trouble(
    0,
    ['流程引擎中有非本系统启动的运行', 'The engine has a run that this system did not start'],
    [
      '有人绕过本系统直接在流程引擎中启动、重置了本流程，其内容与台账不符，没有写入任何记录。系统会自动结束它并从台账恢复；十分钟后仍在此列的，请系统管理员在引擎中结束代码所示的运行，并运行 fuquan rebuild。请查明谁能访问流程引擎。',
      'Somebody started or reset this transfer in the engine itself, past the system. What it was started with is not what the ledger has, and nothing of it was recorded. The system ends it and starts anew from the ledger by itself; if it stands here for more than ten minutes, end that run in the engine and run fuquan rebuild. System administrator: find out who can reach the engine.',
    ],
  ),
  'not-sent-by-api': trouble(
    0,
    ['流程引擎收到并非由本系统发出的指令', 'The engine was sent something that did not come from this system'],
    [
      '有指令未经本系统接口直接送到流程引擎（或签名密钥未知、已停用、已丢失），没有写入任何记录，流程照常进行。请系统管理员查明谁能访问流程引擎；代码为 signature-retired 的，请重新启动接口。此条一天后消失，系统台账中长期保留。',
      'Something was sent to the engine past the system (or signed with a key that is unknown, retired or lost). Nothing of it was recorded, and the transfer goes on. System administrator: find out who can reach the engine; where the code is signature-retired, start the API again. This stands for a day, and for good in the system’s ledger.',
    ],
  ),
  'command-kept-back': trouble(
    0,
    ['有一天以前签发的操作迟到', 'Something signed more than a day ago came only now'],
    [
      '系统接口一天以前签发的操作现在才送达，没有写入任何记录，流程照常进行。数据库或流程引擎曾中断一天以上的，属正常；否则可能有人在途中扣留后重新发送，请系统管理员查明谁能访问流程引擎。此条一天后消失，系统台账中长期保留。',
      'Something that the API signed more than a day ago came only now. Nothing of it was recorded, and the transfer goes on. Where database or engine were away for a day, that is why; otherwise somebody may have kept it back on the way: system administrator, find out who can reach the engine. This stands for a day, and for good in the system’s ledger.',
    ],
  ),
  'engine-lost': trouble(
    // a run that is being started anew is away for a moment
    15_000,
    ['流程引擎中没有此流程', 'The engine does not have this transfer'],
    [
      '流程引擎的存储已丢失或被清空，台账完好。请系统管理员运行 fuquan rebuild，流程将从台账恢复。',
      'The engine’s store was lost or emptied; the ledger is whole. System administrator: run fuquan rebuild, which brings the transfer back from the ledger.',
    ],
  ),
  'storage-low': trouble(
    0,
    ['磁盘空间即将用尽', 'The disk is nearly full'],
    [
      '数据库所在磁盘的剩余空间低于下限：已停止接收上传，用尽后所有办理都会停止。已记录的内容不受影响。请系统管理员立即腾出空间，系统会自行继续。',
      'The disk that the database lies on has less room than it should: uploads are not taken, and when it is full nothing can be recorded. What is recorded is safe. System administrator: make room now; the system goes on by itself.',
    ],
  ),
  'engine-away': trouble(
    minute,
    ['流程引擎没有响应', 'The engine does not answer'],
    [
      '所有流程暂时不能办理，已记录的内容不受影响，系统会自行继续。请系统管理员确认流程引擎（Temporal）正在运行并查看其日志。',
      'No transfer can be worked on now; what is recorded is safe, and the system goes on by itself. System administrator: see that the engine (Temporal) runs, and read its log.',
    ],
  ),
  'no-worker': trouble(
    minute,
    ['没有工作进程在办理', 'No worker is at work'],
    [
      '所有流程暂时不能办理，已提交的操作会等待。请系统管理员确认工作进程（worker）正在运行、没有停住，并查看其日志。',
      'No transfer can be worked on now; acts that were sent wait. System administrator: see that a worker runs and does not stand still, and read its log.',
    ],
  ),
  'launch-differs': trouble(
    0,
    ['存储的发起参数与台账不一致', 'What is stored of a launch is not what its ledger says'],
    [
      '数据库中的发起参数（transfer.launch）被绕过系统改动。流程以台账第一条中的发起文件为准，不受影响。请系统管理员查明谁改动了数据库，并通知审计。',
      'The launch in the database (transfer.launch) was changed past the system. The procedure goes by the document in its ledger’s first entry and is not affected. System administrator: find out who changed the database, and tell the auditor.',
    ],
  ),
  'payload-key-missing': trouble(
    0,
    ['缺少流程引擎数据的密钥', 'A key of the engine’s data is missing'],
    [
      '某个进程没有打开此流程数据所需的密钥，持有密钥的进程仍可办理，已记录的内容不受影响。请系统管理员将该密钥（代码即其编号）加入每个 worker 和接口的 FUQUAN_PAYLOAD_KEY 后重启；密钥确已丢失的，按运维文档“backup-and-rebuild”从台账重建。',
      'A process lacks the key that this transfer’s data in the engine is sealed with; processes that have it go on, and nothing recorded is lost. System administrator: add the key (the code is its name) to FUQUAN_PAYLOAD_KEY of every worker and API and start them again; if it is lost for good, rebuild from the ledger as “backup-and-rebuild” says.',
    ],
  ),
  'personal-data-unreadable': trouble(
    0,
    ['部分证件号或电话无法读取', 'Some ID numbers or telephones cannot be read'],
    [
      '加密它们的密钥已遗失，或数据库中的密文被绕过系统移动、改动。名单中标为“无法读取”的，请重新填写；并请系统管理员查明原因。',
      'The key that sealed them was lost, or what is sealed was moved or changed in the database past the system. Where lists say “cannot be read”, enter it again; system administrator: find out why.',
    ],
  ),
  'record-refused': trouble(
    0,
    ['数据库拒绝了系统自己的记录', 'The database refuses a record of the system’s own'],
    [
      '这是系统的缺陷，无人能通过填报改正。本流程暂停办理，系统会继续重试。请系统管理员将代码和 worker 日志交给开发者。',
      'This is a fault of the system that nobody can mend by filling in anything. The transfer waits and is tried again. System administrator: give the code and the worker’s log to the developers.',
    ],
  ),
  'run-does-not-replay': trouble(
    0,
    ['流程运行无法继续', 'A run of the procedure cannot go on'],
    [
      '系统会自动从台账重建本流程，已记录的内容不受影响。十分钟后仍在此列的，请系统管理员查看 worker 日志。',
      'The system starts the procedure anew from the ledger by itself; nothing recorded is lost. System administrator: if it stands here for more than ten minutes, read the worker’s log.',
    ],
  ),
  'clock-skew': trouble(
    0,
    ['各部分的时钟不一致', 'Clocks do not agree'],
    [
      '接口、worker 或流程引擎的时钟与数据库相差两分钟以上（代码为哪一个、相差多少），时限与记录时间会互相矛盾。请系统管理员在各台机器上校时（NTP）；校正后几分钟内自动消失。',
      'The clock of the API, a worker or the engine is more than two minutes away from the database’s (the code says which, and by how much); limits and dates contradict one another. System administrator: set the clocks right on all machines (NTP); it is over by itself some minutes later.',
    ],
  ),
  'certificate-ends': trouble(
    0,
    ['流程引擎的证书即将到期', 'A certificate of the engine ends soon'],
    [
      '到期后接口和 worker 无法连接流程引擎（代码为哪一张证书、哪一天到期）。请系统管理员运行 scripts/certificates.sh 重新签发，再重启 Temporal、worker 和接口。',
      'After it has ended, API and workers cannot reach the engine (the code says which certificate, and its day). System administrator: run scripts/certificates.sh to make new ones, then start Temporal, workers and API again.',
    ],
  ),
  'engine-behind': trouble(
    minute,
    ['流程引擎落后于台账', 'The engine is behind the ledger'],
    [
      '流程还没有取得台账中的全部记录，系统会继续重试，台账完好。十分钟后仍在此列的，请系统管理员确认 worker 正在运行并查看其日志。',
      'The procedure has not taken all that its ledger has; it is tried again, and the ledger is whole. System administrator: if it stands here for more than ten minutes, see that a worker runs and read its log.',
    ],
  ),
  'evidence-altered': trouble(
    0,
    ['证据材料与保存时不同', 'A file is not what was kept'],
    [
      '有人下载了一份证据材料，其内容与上传时的摘要不符，系统没有交出它。数据库中的文件可能被替换或损坏。请系统管理员不要改动数据库，先复制一份，再请审计运行 fuquan verify --evidence 查明是哪些文件，并从备份中找回。',
      'Somebody asked for a file whose bytes do not have the digest that it was kept under; it was not handed out. The file in the database was replaced or damaged. System administrator: change nothing, copy the database first; fuquan verify --evidence (the auditor) says which files it is, and a backup may have them as they were.',
    ],
  ),
  'record-waits': trouble(
    minute,
    ['记录尚未写入', 'A record has not been written yet'],
    [
      '数据库没有接受本流程的记录，系统会继续重试。请系统管理员检查数据库（磁盘空间、锁、连接）。',
      'The database has not taken a record of this transfer; it is tried again. System administrator: look at the database (room on the disk, locks, connections).',
    ],
  ),
  'publication-waits': trouble(
    minute,
    ['公布尚未完成', 'A publication has not gone out yet'],
    [
      '公布没有成功，系统会继续重试。请系统管理员查看 worker 日志。',
      'A publication has not succeeded; it is tried again. System administrator: read the worker’s log.',
    ],
  ),
  'signatures-not-required': trouble(
    minute,
    ['尚未要求操作签名', 'Acts need not be signed yet'],
    [
      '升级尚未完成：未经接口签名的操作仍会被记录。工作进程和接口全部升级后，请系统管理员在服务器上执行一次 fuquan admin require-signatures。',
      'The upgrade is not finished: what the API did not sign is still recorded. When all workers and APIs are of this version, run fuquan admin require-signatures once, on the machine itself.',
    ],
  ),
  'launch-not-started': trouble(
    minute,
    ['已发起的流程尚未启动', 'A launched transfer has not started'],
    [
      '发起已经保存，流程引擎还没有接受，系统会继续重试。请系统管理员确认流程引擎和 worker 正在运行。',
      'The launch is kept, and the engine has not taken it yet; it is tried again. System administrator: see that the engine and a worker run.',
    ],
  ),
} as const satisfies { readonly [kind: string]: TroubleDeclaration };

export type TroubleKind = keyof typeof troubleKinds;

/** The kinds in their order. */
export const troubleKindNames: readonly TroubleKind[] = Object.keys(troubleKinds).filter(isTroubleKind);

/** Whether a word names a kind of trouble: a newer version may have written others. */
export function isTroubleKind(word: string): word is TroubleKind {
  return Object.hasOwn(troubleKinds, word);
}
