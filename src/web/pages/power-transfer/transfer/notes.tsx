/** What people tell one another beside the steps. */
import { useQueryClient } from '@tanstack/react-query';
import Button from 'antd/es/button';
import { useEffect, useRef, useState, type FormEvent } from 'react';
import { useLocation } from 'react-router';
import { useAct } from '../../../api/command';
import { touchTransfer, useWholeList } from '../../../api/queries';
import { statesWhere, useProcedure } from '../../../api/procedure';
import type { Note, Transfer } from '../../../api/types';
import { hasTasks, useSignedIn } from '../../../app/session';
import { formatInstant } from '../../../i18n/format';
import { useLanguage } from '../../../i18n/language';
import { ErrorSummary, fieldId, noFaults, type FieldFault } from '../../../parts/error-summary';
import { Tag } from '../../../parts/state-tag';
import { MentioningText } from '../../../mentions/mentioning';
import { NoteText } from '../../../mentions/note-text';
import { mentionedIn } from '../../../mentions/words';
import { useTransferPhrases } from './phrases';

const kinds = ['question', 'answer', 'guidance-visit', 'comment'] as const;

/** A note's place in an address. */
const noteHash = (seq: number): string => `#note-${seq}`;

export function Notes({ transfer }: { readonly transfer: Transfer }) {
  const t = useTransferPhrases();
  const language = useLanguage();
  const me = useSignedIn();
  const path = `/api/transfers/${encodeURIComponent(transfer.id)}/notes`;
  const { data: notes = [] } = useWholeList<Note>(path);
  const { hash } = useLocation();
  const there = notes.some(({ seq }) => hash === noteHash(seq));
  // the notes come after the page: who was led to one is brought to it then
  useEffect(() => {
    if (there) document.getElementById(hash.slice(1))?.scrollIntoView({ block: 'center' });
  }, [there, hash]);
  const ends = statesWhere(useProcedure().data, 'ends');
  const open = transfer.powers.some(({ state }) => !ends.has(state));
  return (
    <section className="fq-card">
      <h2>{t.notes}</h2>
      {notes.length === 0 && <p className="fq-muted">{t.noNotes}</p>}
      <ol className="fq-timeline">
        {notes.map(({ seq, code, organisationName, byName, at, text, inReplyTo, mentions }) => (
          <li
            key={seq}
            value={seq}
            id={noteHash(seq).slice(1)}
            className={hash === noteHash(seq) ? 'fq-led-here' : undefined}
          >
            <div className="fq-muted fq-small">
              <Tag tone={code === 'question' ? 'waiting' : 'working'}>{t.noteKinds[code]}</Tag> {organisationName} ·{' '}
              {byName} · {formatInstant(at, language)}
              {inReplyTo !== undefined && ` · ${t.replyTo(inReplyTo)}`}
            </div>
            <NoteText text={text} mentions={mentions} me={me.username} />
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
  const [faults, setFaults] = useState<readonly FieldFault[]>(noFaults);
  // people who were offered while this was written
  const known = useRef(new Set<string>());
  const add = useAct<Note>(() => {
    setText('');
    setReplyTo('');
    return touchTransfer(client, new Set([transfer]));
  });
  const questions = notes.filter((note) => note.code === 'question');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setFaults(text.trim() === '' ? [{ field: '/text', message: t.noteMissing }] : noFaults);
    if (text.trim() === '') return;
    const answers = code === 'answer' && replyTo !== '' ? { inReplyTo: Number(replyTo) } : {};
    const mentions = mentionedIn(text, known.current);
    add.mutate({
      path,
      body: { code, text: text.trim(), ...answers, ...(mentions.length > 0 ? { mentions } : {}) },
    });
  };
  return (
    <form onSubmit={submit} className="fq-no-print">
      <ErrorSummary faults={faults} error={faults.length === 0 ? add.error : null} />
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
      <MentioningText
        pointer="/text"
        transfer={transfer}
        value={text}
        change={setText}
        offered={(people) => {
          for (const { username } of people) known.current.add(username);
        }}
      />
      <Button htmlType="submit" loading={add.isPending}>
        {t.noteAdd}
      </Button>
    </form>
  );
}
