/** Filters that stand in the address: a list can be kept as a bookmark, sent to somebody, and comes back with the browser's way back. */
import { useEffect, useRef, useState, type ReactNode } from 'react';
import { useSearchParams } from 'react-router';

/** The address's query, and how to change it. An empty value takes its name out. */
export function useAddress() {
  const [parameters, setParameters] = useSearchParams();
  // on its way into the address: a box that was ticked is shown ticked until the router has gone there
  const [ahead, setAhead] = useState<{ readonly from: URLSearchParams; readonly to: URLSearchParams }>();
  const latest = useRef<{ readonly from: string; readonly to: URLSearchParams }>(undefined);
  useEffect(() => {
    latest.current = undefined;
  }, [parameters]);
  const shown = ahead?.from === parameters ? ahead.to : parameters;
  const set = (changes: Readonly<Record<string, string>>) => {
    // neither what was shown when this was made nor what the address still is: a search that was being typed must not undo
    // a filter that was set meanwhile
    const { search } = window.location;
    const to = new URLSearchParams(latest.current?.from === search ? latest.current.to : search);
    for (const [name, value] of Object.entries(changes))
      if (value === '') to.delete(name);
      else to.set(name, value);
    latest.current = { from: search, to };
    setAhead({ from: parameters, to });
    setParameters(to, { replace: true, preventScrollReset: true });
  };
  return { value: (name: string): string => shown.get(name) ?? '', set };
}

/** The row of filters above a list. */
export function Filters({ children }: { readonly children: ReactNode }) {
  return (
    <form className="fq-filters fq-no-print" role="search" onSubmit={(event) => event.preventDefault()}>
      {children}
    </form>
  );
}

/** Milliseconds after the last key before a list is asked again. */
const typingMs = 300;

/** Text to look for; asked for when the typing pauses. */
export function SearchField({
  label,
  hint,
  value,
  change,
}: {
  readonly label: string;
  readonly hint?: string;
  readonly value: string;
  readonly change: (value: string) => void;
}) {
  const [text, setText] = useState(value);
  const said = useRef(value);
  const timer = useRef<number>(undefined);
  useEffect(() => {
    // changed by somebody else (a link, the way back), not by what is typed here
    if (value === said.current) return;
    said.current = value;
    setText(value);
  }, [value]);
  useEffect(() => () => window.clearTimeout(timer.current), []);
  const say = (next: string) => {
    said.current = next.trim();
    change(next.trim());
  };
  return (
    <label>
      {label}
      <input
        className="fq-select"
        type="search"
        placeholder={hint}
        value={text}
        maxLength={100}
        onChange={({ target }) => {
          setText(target.value);
          window.clearTimeout(timer.current);
          timer.current = window.setTimeout(() => say(target.value), typingMs);
        }}
        onKeyDown={(event) => {
          if (event.key !== 'Enter') return;
          window.clearTimeout(timer.current);
          say(text);
        }}
      />
    </label>
  );
}

/** One of several, or all. */
export function SelectField({
  label,
  all,
  value,
  choices,
  change,
}: {
  readonly label: string;
  readonly all: string;
  readonly value: string;
  readonly choices: readonly { readonly id: string; readonly name: string }[];
  readonly change: (value: string) => void;
}) {
  return (
    <label>
      {label}
      <select value={value} onChange={(event) => change(event.target.value)}>
        <option value="">{all}</option>
        {choices.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </select>
    </label>
  );
}

/** A day, or none. */
export function DayField({
  label,
  value,
  change,
}: {
  readonly label: string;
  readonly value: string;
  readonly change: (value: string) => void;
}) {
  return (
    <label>
      {label}
      <input className="fq-select" type="date" value={value} onChange={(event) => change(event.target.value)} />
    </label>
  );
}
