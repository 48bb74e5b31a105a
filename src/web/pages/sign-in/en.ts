import type { zh } from './zh';

/** The sign-in. */
export const en: typeof zh = {
  title: 'Sign in',
  username: 'User name',
  password: 'Password',
  submit: 'Sign in',
  enterUsername: 'Enter your user name',
  enterPassword: 'Enter your password',
  demonstration: 'Demonstration accounts',
  demonstrationText: 'This is a demonstration. Choose a role to sign in; no password is needed.',
  expired: 'Your session has ended. Sign in again; what you have typed is kept on this computer.',
  publicText: 'Without signing in you can look up who exercises which power, since when and by which decision.',
  publicLink: 'Search the public register',
  coordinating: 'Coordination and supervision',
  asOf: (role, office) => `Sign in as ${role}, ${office}`,
};
