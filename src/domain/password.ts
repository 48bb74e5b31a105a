/** What a password must be: one rule, for whoever sets it. */
import { leastPassword } from './least-password';
import { Refusal, type FieldError } from './refusal';

/** Characters that a password has at most. */
export const mostPassword = 200;
/** Different characters that it has at least: a row of one is guessed first. */
const leastDifferent = 5;

/** What is wrong with a password; undefined where nothing is. */
export function passwordFault(password: string, username: string, field: string): FieldError | undefined {
  const characters = [...password];
  if (characters.length < leastPassword) return { field, code: 'too-short', params: { minimum: leastPassword } };
  if (characters.length > mostPassword) return { field, code: 'too-long', params: { maximum: mostPassword } };
  if (new Set(characters).size < leastDifferent)
    return { field, code: 'password-too-plain', params: { different: leastDifferent } };
  return password.toLowerCase().includes(username.toLowerCase()) ? { field, code: 'password-has-name' } : undefined;
}

/** @throws Refusal `invalid-content` with what is wrong with the password that is to be set */
export function checkPassword(password: string, username: string, field: string): void {
  const fault = passwordFault(password, username, field);
  if (fault) throw new Refusal('invalid-content', { errors: [fault] });
}
