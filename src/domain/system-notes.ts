/** What the system's ledger tells of: each kind of note once, with its title. */
import type { Words } from './procedure/step';

const title = (zh: string, en: string): Words => ({ zh, en });

/** Whose doing it is where no account did it. */
export const atTheMachine: Words = { zh: '系统（服务器本机）', en: 'the system, at its machine' };

/** Kinds of notes. */
export const systemNoteKinds = {
  'what-was-there': title('建立系统台账时已有的内容', 'What was there when the ledger was begun'),
  change: title('编辑', 'Edit'),
  'key-made': title('启用密钥', 'Key made'),
  'key-retired': title('停用密钥', 'Key retired'),
  'key-lost': title('密钥遗失', 'Key lost'),
  'signatures-required': title('此后的操作均须签名', 'From here on every act is signed'),
  rebuild: title('从台账重建流程', 'Procedure started anew from its ledger'),
  alarm: title('警报', 'Alarm'),
  'signed-in': title('登录', 'Signed in'),
  'sign-in-refused': title('登录被拒绝', 'Sign-in refused'),
  'signed-out': title('退出', 'Signed out'),
  refused: title('拒绝的操作', 'Act refused'),
  'at-the-machine': title('在服务器本机的操作', 'Done at the machine itself'),
  'contribution-removed': title('删除公众意见的内容', 'What somebody of the public said removed'),
  loaded: title('载入基础数据', 'Reference data loaded'),
} as const satisfies { readonly [kind: string]: Words };

export type SystemNoteKind = keyof typeof systemNoteKinds;

const isKind = (kind: string): kind is SystemNoteKind => kind in systemNoteKinds;

/** All kinds. */
export const systemNoteKindNames: readonly SystemNoteKind[] = Object.keys(systemNoteKinds).filter(isKind);

/** A kind's title; the kind itself where it is none of ours. */
export const titleOfNote = (kind: string): Words => (isKind(kind) ? systemNoteKinds[kind] : { zh: kind, en: kind });
