/** Words around the screens: header, footer, notices, idle warning. */
export const frame = {
  'line.online': '网络正常',
  'line.offline': '网络断了',
  'line.unknown': '正在连接网络',
  'queue.pending': '有 {count} 件等待上报',
  'queue.refused': '{count} 件请工作人员查看',

  'steps.label': '办理步骤，现在是第 {step} 步，共 {steps} 步',
  'steps.identify': '刷身份证',
  'steps.choose': '选事项',
  'steps.check': '核对',
  'steps.print': '打印取走',
  'steps.done': '办好',
  'steps.fillIn': '填写核对',
  'steps.handIn': '提交',

  'footer.back': '返回',
  'footer.endVisit': '结束办理',
  'footer.secondsLeft': '{seconds} 秒后自动结束',
  'footer.minutesLeft': '{minutes} 分钟后自动结束',
  'footer.elderOn': '字大一点',
  'footer.elderOff': '字小一点',
  'footer.preferences': '语言和字号',

  'idle.title': '您还在吗？',
  'idle.body': '{seconds} 秒后结束办理，并清除您的信息。',
  'idle.stay': '我还在',
  'idle.end': '结束办理',

  'notice.development-runtime': '开发运行环境，仅供开发和测试',
  'notice.face-evaluation-only': '人脸模型仅供评估，未经核准',
  'notice.second-instance-refused': '程序被重复启动，已忽略第二个',
  'notice.storage-cannot-keep': '本机存储已满或只读，暂时不收申请',
  'notice.clock-not-believed': '本机时钟不对，联网后自动校正，请维护人员查看',
  'notice.label': '本机提示',
} as const;
