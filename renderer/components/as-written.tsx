/** What a paper or a register has in Chinese alone, in whatever language the screen speaks: said so for those who hear it. */
export const AsWritten = ({ text }: { readonly text: string }) => <span lang="zh-CN">{text}</span>;
