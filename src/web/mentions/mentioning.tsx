/** A text in which people are mentioned: `@` offers those who may see the transfer. */
import { useId, useRef, useState, type KeyboardEvent } from 'react';
import { useAnswer } from '../api/queries';
import type { Page, TransferPerson } from '../api/types';
import { usePhrases } from '../i18n/language';
import { fieldId } from '../parts/error-summary';
import './mentions.css';
import { en } from './en';
import { mentionAt, withMention, type Begun } from './words';
import { zh } from './zh';

/** People offered at once. */
const offeredAtOnce = 8;

export function MentioningText({
  pointer,
  transfer,
  value,
  change,
  offered,
}: {
  /** JSON pointer of the field. */
  readonly pointer: string;
  readonly transfer: string;
  readonly value: string;
  readonly change: (text: string) => void;
  /** Told of those who were offered: they can be meant by what is typed, too. */
  readonly offered: (people: readonly TransferPerson[]) => void;
}) {
  const t = usePhrases({ zh, en });
  const list = useId();
  const box = useRef<HTMLTextAreaElement>(null);
  const [begun, setBegun] = useState<Begun>();
  const [at, setAt] = useState(0);
  const { data } = useAnswer<Page<TransferPerson>>(
    `/api/transfers/${encodeURIComponent(transfer)}/people`,
    { q: begun?.word, limit: offeredAtOnce },
    begun !== undefined,
  );
  const people = begun && data ? data.items : [];
  const here = people[Math.min(at, people.length - 1)];

  const look = ({ value: text, selectionStart }: HTMLTextAreaElement) => {
    const next = mentionAt(text, selectionStart);
    if (next?.word !== begun?.word) setAt(0);
    setBegun(next);
  };
  const choose = (person: TransferPerson) => {
    if (!begun) return;
    offered(people);
    const { text, caret } = withMention(value, begun, person.username);
    change(text);
    setBegun(undefined);
    // once the text is in the field
    requestAnimationFrame(() => {
      box.current?.focus();
      box.current?.setSelectionRange(caret, caret);
    });
  };
  const press = (event: KeyboardEvent) => {
    // what an input method still composes is its own
    if (!begun || event.nativeEvent.isComposing) return;
    if (event.key === 'Escape') setBegun(undefined);
    else if (!here) return;
    else if (event.key === 'ArrowDown') setAt((at + 1) % people.length);
    else if (event.key === 'ArrowUp') setAt((at + people.length - 1) % people.length);
    else if (event.key === 'Enter') choose(here);
    else return;
    event.preventDefault();
  };
  return (
    <>
      <textarea
        ref={box}
        id={fieldId(pointer)}
        className="fq-input"
        rows={3}
        maxLength={4000}
        value={value}
        aria-autocomplete="list"
        aria-haspopup="listbox"
        aria-describedby={`${list}-hint`}
        aria-controls={people.length > 0 ? list : undefined}
        aria-activedescendant={here ? `${list}-${here.username}` : undefined}
        onChange={({ target }) => {
          offered(people);
          change(target.value);
          look(target);
        }}
        onSelect={({ currentTarget }) => look(currentTarget)}
        onKeyDown={press}
        onBlur={() => setBegun(undefined)}
      />
      {people.length > 0 && (
        <ul id={list} role="listbox" aria-label={t.people} className="fq-people">
          {people.map((person) => (
            <li
              key={person.username}
              id={`${list}-${person.username}`}
              role="option"
              tabIndex={-1}
              aria-selected={person === here}
              // the focus stays in the text
              onMouseDown={(event) => {
                event.preventDefault();
                choose(person);
              }}
            >
              {person.name} <span className="fq-muted">{person.organisationName}</span>{' '}
              <span className="fq-muted fq-mention-by">@{person.username}</span>
            </li>
          ))}
        </ul>
      )}
      <p className="fq-hint" id={`${list}-hint`}>
        {t.hint}
      </p>
      <p className="fq-hidden" role="status">
        {begun && data && (people.length > 0 ? t.offered(people.length) : t.nobody)}
      </p>
    </>
  );
}
