import type { Note } from '../api/types';
import './mentions.css';
import { piecesOf } from './words';

/** A note's text, with those whom it mentions by their names; a mention of `me` stands out. */
export function NoteText({ text, mentions, me }: Pick<Note, 'text' | 'mentions'> & { readonly me: string }) {
  return (
    <span className="fq-note-text">
      {piecesOf(text, mentions).map((piece, index) =>
        'text' in piece ? (
          piece.text
        ) : (
          <span
            key={index}
            className={piece.person.username === me ? 'fq-mention fq-mention-me' : 'fq-mention'}
            title={piece.person.username}
          >
            @{piece.person.name}
          </span>
        ),
      )}
    </span>
  );
}
