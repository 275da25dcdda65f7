/** One thing wrong in a request of many: which SKU or field, and why. */
export interface ErrorDetail {
  readonly field: string;
  readonly message: string;
  readonly seller_sku?: string | undefined;
}

/** §1: HTTP 200, and `code` is not "0". SYSTEM is the platform, ISV the caller, ISP the service behind. */
export class LazadaError extends Error {
  readonly code: string;
  readonly type: "SYSTEM" | "ISV" | "ISP";
  readonly detail: readonly ErrorDetail[];
  constructor(code: string, message: string, more: { type?: "SYSTEM" | "ISV" | "ISP"; detail?: readonly ErrorDetail[] } = {}) {
    super(message);
    this.code = code;
    this.type = more.type ?? "ISV";
    this.detail = more.detail ?? [];
  }
}
