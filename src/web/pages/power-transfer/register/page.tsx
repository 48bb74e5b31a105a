/** The public register: a list to search, and each entry at an address that stays. Nobody needs to sign in. */
import { useParams } from 'react-router';
import { RegisterEntryPage } from './entry';
import { RegisterList } from './list';
import './register.css';

export function Component() {
  const { '*': rest = '' } = useParams();
  const [subDistrict = '', power = ''] = rest.split('/');
  return power === '' ? <RegisterList /> : <RegisterEntryPage subDistrict={subDistrict} power={power} />;
}
