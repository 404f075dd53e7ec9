/** An opened PDF that can be drawn page by page. */
export interface OpenedDocument {
  readonly pages: number;
  /** Draws a page (from one) on `canvas`, `width` device pixels wide; sets the canvas's size. */
  drawPage(page: number, canvas: HTMLCanvasElement, width: number): Promise<void>;
  /** Forgets the document: worker ended, bytes gone. May be called twice. */
  dispose(): void;
}

/** Opens PDFs for the preview. Passed in, because a simulated DOM has no canvas. */
export interface DocumentOpener {
  /** Loads the code ahead of time. */
  warmUp(): void;
  /** Takes the bytes over: they are wiped when the document is disposed of. Rejects where they are no PDF. */
  open(pdf: Uint8Array): Promise<OpenedDocument>;
}
