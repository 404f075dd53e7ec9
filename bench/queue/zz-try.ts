import { withFolder } from './bench-folder.ts';
import { join } from 'node:path';
import { startOnPostgresql, startPlatformProcess } from './platform-process.ts';
import { fillQueue } from './fill-queue.ts';
import { startProgram } from './child-program.ts';
const count=Number(process.argv[3]??10000), rounds=Number(process.argv[4]??3);
await withFolder(async (folder)=>{
 const t0=performance.now();
 const {platforms:[p],stop}= process.argv[2]==='pg'? await startOnPostgresql(): await (async()=>{const p=await startPlatformProcess({folder:join(folder,'store')});return {platforms:[p],stop:p.stop}})();
 if(!p) throw 1;
 console.log('started',performance.now()-t0);
 for(let i=0;i<rounds;i++){
  const file=join(folder,`k${i}`,'kiosk.db');
  const t=performance.now();
  const bytes=await fillQueue(file,count,p.sealingKey);
  console.log('filled',performance.now()-t,bytes);
  const kiosk=await p.enrol();
  const k=startProgram(join(import.meta.dirname,'kiosk-program.ts'),[JSON.stringify({file,url:p.url,rootKey:p.rootKey,keyId:kiosk.key.keyId,privateKey:kiosk.key.privateKey.export({type:'pkcs8',format:'pem'})})]);
  const r=await k.line() as {sent:number,seconds:number}; await k.stop();
  console.log(r, r.sent/r.seconds);
  await p.quiet();
 }
 await stop();
});
