export { measure } from '../call-cost/measure.ts';
