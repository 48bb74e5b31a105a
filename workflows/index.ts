export { powerTransfer } from './power-transfer';
