/**
 * Which shape of our API a page was made for. Raised when an input changes so that pages still open from before the update
 * would say something else by it; until then they are served (reliability WEB-7). Scripts do not send it.
 */
export const PAGE_VERSION = '1'
export const PAGE_VERSION_HEADER = 'x-carryover-page'
