/** The field by which a form says for whom it was drawn, as VIEWER_HEADER does for requests of a page with JavaScript. */
export const VIEWER_FIELD = "viewer";
