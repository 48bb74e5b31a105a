/**
 * Preloaded into the worker's process, and so into the threads that its workflows run in: the engine's library finds no
 * promise hooks there and goes without. With them it takes the stack of every promise that a workflow makes, which
 * doubles what it costs to make a procedure anew from its history (docs/decisions/0013-promises-leave-no-traces.md).
 */
import v8 from 'node:v8';

Object.defineProperty(v8, 'promiseHooks', { value: {} });
