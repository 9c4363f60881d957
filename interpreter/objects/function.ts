/** Placeholder: replaced by the object model. */
export class PyFunction {}
