/** What people tell one another beside the steps. */
import { useQueryClient } from '@tanstack/react-query';
import Button from 'antd/es/button';
import { useState, type FormEvent } from 'react';
import { useAct } from '../../api/command';
import { touchTransfer, useOrganisations, useWholeList } from '../../api/queries';
import type { Note, Transfer } from '../../api/types';
import { hasTasks, useSignedIn } from '../../app/session';
import { formatInstant } from '../../i18n/format';
import { useLanguage } from '../../i18n/language';
import { ErrorSummary, fieldId } from '../../parts/error-summary';
import { Tag } from '../../parts/state-tag';
import { useTransferPhrases } from './phrases';

const kinds = ['question', 'answer', 'guidance-visit', 'comment'] as const;

export function Notes({ transfer }: { readonly transfer: Transfer }) {
  const t = useTransferPhrases();
  const language = useLanguage();
  const nameOf = useOrganisations();
  const me = useSignedIn();
  const path = `/api/transfers/${encodeURIComponent(transfer.id)}/notes`;
  const { data: notes = [] } = useWholeList<Note>(path);
  const open = transfer.state !== 'ended' && transfer.state !== 'withdrawn';
  return (
    <section className="fq-card">
      <h2>{t.notes}</h2>
      {notes.length === 0 && <p className="fq-muted">{t.noNotes}</p>}
      <ol className="fq-timeline">
        {notes.map(({ seq, code, organisation, by, at, text, inReplyTo }) => (
          <li key={seq} value={seq}>
            <div className="fq-muted fq-small">
              <Tag tone={code === 'question' ? 'waiting' : 'working'}>{t.noteKinds[code]}</Tag> {nameOf(organisation)} ·{' '}
              {by} · {formatInstant(at, language)}
              {inReplyTo !== undefined && ` · ${t.replyTo(inReplyTo)}`}
            </div>
            {text}
          </li>
        ))}
      </ol>
      {open && hasTasks(me) && <NoteForm path={path} transfer={transfer.id} notes={notes} />}
    </section>
  );
}

function NoteForm({
  path,
  transfer,
  notes,
}: {
  readonly path: string;
  readonly transfer: string;
  readonly notes: readonly Note[];
}) {
  const t = useTransferPhrases();
  const client = useQueryClient();
  const [code, setCode] = useState<(typeof kinds)[number]>('question');
  const [text, setText] = useState('');
  const [replyTo, setReplyTo] = useState('');
  const [missing, setMissing] = useState(false);
  const add = useAct<Note>(() => {
    setText('');
    setReplyTo('');
    return touchTransfer(client, new Set([transfer]));
  });
  const questions = notes.filter((note) => note.code === 'question');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setMissing(text.trim() === '');
    if (text.trim() === '') return;
    const answers = code === 'answer' && replyTo !== '' ? { inReplyTo: Number(replyTo) } : {};
    add.mutate({ path, body: { code, text: text.trim(), ...answers } });
  };
  return (
    <form onSubmit={submit} className="fq-no-print">
      <ErrorSummary
        faults={missing ? [{ field: '/text', message: t.noteMissing }] : []}
        error={missing ? null : add.error}
      />
      <div className="fq-filters">
        <label>
          {t.noteKind}
          <select
            value={code}
            onChange={({ target }) => setCode(kinds.find((one) => one === target.value) ?? 'question')}
          >
            {kinds.map((kind) => (
              <option key={kind} value={kind}>
                {t.noteKinds[kind]}
              </option>
            ))}
          </select>
        </label>
        {code === 'answer' && questions.length > 0 && (
          <label>
            {t.noteReply}
            <select value={replyTo} onChange={(event) => setReplyTo(event.target.value)}>
              <option value="" />
              {questions.map(({ seq, text: asked }) => (
                <option key={seq} value={seq}>
                  {t.noteReplyTo(seq, asked.slice(0, 30))}
                </option>
              ))}
            </select>
          </label>
        )}
      </div>
      <label htmlFor={fieldId('/text')}>{t.noteText}</label>
      <textarea
        id={fieldId('/text')}
        className="fq-input"
        rows={3}
        maxLength={4000}
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      <Button htmlType="submit" loading={add.isPending}>
        {t.noteAdd}
      </Button>
    </form>
  );
}
