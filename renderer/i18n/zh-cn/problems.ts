/** Each problem of a visit: what happened (title), that nothing is lost (kept), the one thing to do (todo). */
export const problems = {
  'approval.when': '什么时候',
  'approval.by': '最晚 {day} 有结果',
  'approval.aboutBy': '大约 {day} 前有结果（明年放假安排还没公布）',
  'approval.againFrom': '{day} 起可以重新申请',
  'approval.number': '审核编号',
  'approval.reason': '理由',
  'approval.consent': '需要审核',
  'approval.consentDays': '工作人员先审核，{days} 个工作日内有结果；通过后再来打印',

  'problem.card-read-failed.title': '身份证没有读出来',
  'problem.card-read-failed.kept': '什么都没有提交，可以马上重来。',
  'problem.card-read-failed.todo': '请拿起身份证，重新平放到读卡区，再试一次。',

  'problem.card-removed-too-early.title': '身份证拿得早了一点',
  'problem.card-removed-too-early.kept': '还没有读完，什么都没有提交。',
  'problem.card-removed-too-early.todo': '请再试一次：把身份证放好，等屏幕说好了再拿。',

  'problem.card-refused.title': '这张证件在这里用不了',
  'problem.card-refused.kept': '没有保存证件上的信息。',
  'problem.card-refused.todo': '请换本人的身份证再试，或请工作人员帮忙。',

  'problem.card-expired.title': '这张身份证过了有效期',
  'problem.card-expired.kept': '什么都没有提交。',
  'problem.card-expired.todo': '请带有效的身份证再来。换证请到附近的派出所。',

  'problem.card-not-yet-valid.title': '这张身份证还没到有效期',
  'problem.card-not-yet-valid.kept': '什么都没有提交。',
  'problem.card-not-yet-valid.todo': '请用现在有效的身份证，或请工作人员看一看。',

  'problem.guardian-needed.title': '未满 16 岁要有家长陪着办',
  'problem.guardian-needed.kept': '什么都没有提交。',
  'problem.guardian-needed.todo': '请父母放自己的身份证，再选“帮别人办”，要联网。其他监护人请找工作人员。',

  'problem.code-unreadable.title': '这个码没有认出来',
  'problem.code-unreadable.kept': '没有保存码里的信息。',
  'problem.code-unreadable.todo': '请把手机屏幕调亮，身份码对准扫码口，再试一次。',

  'problem.code-unknown.title': '这不是这里能用的身份码',
  'problem.code-unknown.kept': '没有保存码里的信息。',
  'problem.code-unknown.todo': '请打开城市服务 App 里的“身份码”，或改刷身份证。',

  'problem.code-for-another.title': '这个身份码是给别处用的',
  'problem.code-for-another.kept': '没有保存码里的信息。',
  'problem.code-for-another.todo': '请在 App 里选择“自助终端”的身份码，或改刷身份证。',

  'problem.code-expired.title': '这个身份码过时了',
  'problem.code-expired.kept': '没有保存码里的信息。',
  'problem.code-expired.todo': '身份码一分钟内有效，截图不能用。请打开 App 出示新的码。',

  'problem.code-used.title': '这个身份码已经用过了',
  'problem.code-used.kept': '没有保存码里的信息。',
  'problem.code-used.todo': '请在 App 里刷新身份码，再出示一次。',

  'problem.code-clock.title': '手机和这台机器的时间对不上',
  'problem.code-clock.kept': '没有保存码里的信息。',
  'problem.code-clock.todo': '请把手机的时间设成自动，再出示一次；也可以改刷身份证。',

  'problem.code-refused.title': '中心平台没有认可这个身份码',
  'problem.code-refused.kept': '没有保存码里的信息。',
  'problem.code-refused.todo': '请在 App 里刷新身份码再试，或改刷身份证。',

  'problem.another-person.title': '这张身份证是另一个人的',
  'problem.another-person.kept': '前面那位的办理还在，没有换人。',
  'problem.another-person.todo': '请放办理人本人的身份证；要换人办，请先结束办理。',

  'problem.identity-not-assured.title': '没能确认是您本人',
  'problem.identity-not-assured.kept': '还没有提交，也没有开证明。',
  'problem.identity-not-assured.todo': '请点“再试一次”，重新核对身份；还不行，请工作人员当面核对。',

  'problem.platform-unreachable.title': '暂时连不上市级平台',
  'problem.platform-unreachable.kept': '证明没有开成，也不会重复开。',
  'problem.platform-unreachable.todo': '请过几分钟再试，或换个时间来。',

  'problem.platform-refused.title': '部门这次没有开出证明',
  'problem.platform-refused.kept': '您的信息没有变，以后还可以再办。',
  'problem.platform-refused.todo': '请找工作人员问明原因。',

  'problem.person-unknown.title': '部门没有查到您的登记',
  'problem.person-unknown.kept': '这不影响您办别的事。',
  'problem.person-unknown.todo': '请找工作人员，问一问要到哪里登记。',

  'problem.person-data-differs.title': '身份证和部门的登记对不上',
  'problem.person-data-differs.kept': '为了不出错，这次没有开证明。',
  'problem.person-data-differs.todo': '请找工作人员，更正登记后再来。',

  'problem.certificate-too-long.title': '登记的内容太多，一份证明印不下',
  'problem.certificate-too-long.kept': '这次没有开证明，您的登记没有变。',
  'problem.certificate-too-long.todo': '请到部门窗口办理，或找工作人员。',

  'problem.approval-pending.title': '已经交给工作人员审核',
  'problem.approval-pending.kept': '申请已经登记，不用重复申请。这次没有打印。',
  'problem.approval-pending.todo':
    '审核通过以后，带身份证到本市任何一台自助终端，再选一次这份证明，就能打印。',

  'problem.approval-refused.title': '这份证明没有通过审核',
  'problem.approval-refused.kept': '没有开证明，您的登记没有变。',
  'problem.approval-refused.todo': '对结果有疑问，请到部门窗口，或找工作人员。',

  'problem.document-not-ready.title': '这份文件现在不能在这里打印',
  'problem.document-not-ready.kept': '它可能已经领取、正在另一台驿站终端办理，或者已经失效。这一次没有打印。',
  'problem.document-not-ready.todo': '如果您没有领到，请找工作人员，按编号可以查清。',

  'problem.quota-reached.title': '今天的份数打完了',
  'problem.quota-reached.kept': '今天打的证明都算数，没有多开。',
  'problem.quota-reached.todo': '请明天再来。印坏了的，请找工作人员。',

  'problem.certificate-not-genuine.title': '收到的证明没有通过验真',
  'problem.certificate-not-genuine.kept': '为了不让您拿到假证明，没有打印。',
  'problem.certificate-not-genuine.todo': '请告诉工作人员，并报下面的代码。',

  'problem.certificate-not-printable.title': '这张证明暂时打不出来',
  'problem.certificate-not-printable.kept': '证明已经开好，没有丢。',
  'problem.certificate-not-printable.todo': '请找工作人员，报下面的证明编号。',

  'problem.print-failed.title': '这次没有打印成功',
  'problem.print-failed.kept': '证明已经开好，没有丢。',
  'problem.print-failed.todo': '请找工作人员补打，报下面的证明编号。',

  'problem.print-outcome-unknown.title': '不能确定打印出来没有',
  'problem.print-outcome-unknown.kept': '证明已经开好，没有丢。',
  'problem.print-outcome-unknown.todo': '请看看出纸口：有就取走；没有，请找工作人员补打。',

  'problem.could-not-record.title': '这一步没能记下来',
  'problem.could-not-record.kept': '为了不出错，我们先停在这里。',
  'problem.could-not-record.todo': '请找工作人员，报下面的代码。',

  'problem.verification-not-finished.title': '这份证明没能查完',
  'problem.verification-not-finished.kept': '证明本身没有受影响，真假还没有查出来。',
  'problem.verification-not-finished.todo': '请把二维码再对准扫码口一次。还不行请找工作人员。',

  'problem.application-not-recorded.title': '申请没能存下来',
  'problem.application-not-recorded.kept': '还没有提交。您填的都还在，不用重填。',
  'problem.application-not-recorded.todo': '请再试一次；还不行，请找工作人员。',

  'problem.reply-not-recorded.title': '没有存下来',
  'problem.reply-not-recorded.kept': '您填的还在，什么都没有丢。',
  'problem.reply-not-recorded.todo': '请再试一次。还不行就找工作人员。',

  'problem.item-changed.title': '这件事的表格刚刚更新了',
  'problem.item-changed.kept': '您填的都还在，只有改了的题要再填。',
  'problem.item-changed.todo': '请点“再试一次”，补上新的题，再核对提交。',

  'problem.item-withdrawn.title': '这件事现在不能在这里办了',
  'problem.item-withdrawn.kept': '什么都没有提交，您填的已经清除。',
  'problem.item-withdrawn.todo': '请找工作人员，问一问现在到哪里办。',

  'problem.cannot-file-yet.title': '现在还不能提交申请',
  'problem.cannot-file-yet.kept': '还没有提交。您填的都还在。',
  'problem.cannot-file-yet.todo': '请过一会儿再试一次，或找工作人员。',

  'problem.storage-cannot-keep.title': '这台机器暂时存不了东西',
  'problem.storage-cannot-keep.kept': '为了不丢您的申请，我们没有收。您填的都还在。',
  'problem.storage-cannot-keep.todo': '请找工作人员，或用附近的另一台机器。',

  'problem.kiosk-not-recognised.title': '这台机器现在办不了',
  'problem.kiosk-not-recognised.kept': '中心平台暂时不认这台机器。这次没有提交，也没有开证明。',
  'problem.kiosk-not-recognised.todo': '请用附近的另一台机器，或找工作人员。',

  'problem.retry': '再试一次',
  'problem.endVisit': '结束办理',
  'problem.keptLabel': '您放心',
  'problem.todoLabel': '您要做的',
  'problem.certificateNumber': '证明编号',
  'problem.staffCode': '工作人员代码 {code}',

  'outOfService.title': '这台机器暂停服务',
  'outOfService.todo': '请用附近的另一台，或找工作人员。',
  'outOfService.phone': '服务电话',
  'outOfService.staffDetail': '工作人员看这里',
  'outOfService.settings-invalid': '机器的设置有误，要由维护人员改正。',
  'outOfService.data-folder-read-only': '机器现在存不了记录，要由维护人员处理。',
  'outOfService.database-from-the-future': '机器的程序版本旧了，要由维护人员更新。',
  'outOfService.database-damaged': '机器的记录损坏了，要由维护人员恢复。',
  'outOfService.database-being-recovered': '记录有损坏，正在自动修复，要几分钟，不用做什么。',
  'outOfService.disk-full': '机器的存储满了，要由维护人员清理。',
  'outOfService.locked-by-another-process': '机器上的另一个程序占用了记录，要由维护人员处理。',
  'outOfService.not-set-up': '这台机器还没有设置好，要由维护人员首次开机。',
  'outOfService.setup-unfinished': '首次开机还没有做完，要由维护人员继续。',
  'outOfService.not-enrolled': '本机还没有接入中心平台，要由维护人员登记。',
  'outOfService.kiosk-revoked': '本机已被中心平台停用，要由维护人员重新登记。',
  'outOfService.kiosk-unknown': '中心平台不认识本机，要由维护人员重新登记。',
  'outOfService.identity-unusable': '本机无法向中心平台证明身份，要由维护人员处理。',
  'outOfService.core-restarting.title': '正在重新启动',
  'outOfService.core-restarting': '几秒钟就好。没有打印的证明不会丢，请稍等。',
} as const;
