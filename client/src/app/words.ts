/** Every sentence of the app, in both languages; the type holds them to the same names. */
const zh = {
  today: '今日', scan: '扫码', report: '上报', mine: '我的', back: '返回', mainMenu: '主菜单',
  online: '已联网', offline: '没有网络', unreachable: '连不上服务器', sending: '正在发送', unsent: '{n} 条未发送', allSent: '全部已发送',
  running: '进行中', late: '已超时', now: '现在', next: '稍后', handedIn: '已提交', toFix: '待整改', toRecheck: '待复查', toAssign: '待派人', nobodys: '无人认领',
  nothingToday: '现在没有要做的事', nothingTodayWhy: '排班给你的任务、要你整改或复查的事项，联网后会出现在这里。',
  notLoaded: '还没有取到今日清单', notLoadedWhy: '请联网一次，清单会存到手机上，之后没有网络也能做。',
  begin: '开始巡查', goOn: '继续填写', handIn: '提交', open: '打开',
  until: '{time} 前', lateBy: '超时 {time}', remaining: '剩 {time}', minutes: '{n} 分钟', hours: '{n} 小时', days: '{n} 天', from: '{time} 开始',
  pass: '合格', fail: '不合格', not_applicable: '不适用', reading: '读数', answer: '填写', optional: '（选填）', limits: '允许 {text}', outside: '超出允许范围', lastTime: '上次', farOff: '和上次 {last} 差得多，请再看一眼；没看错就照实填。',
  siteValue: '本项目调整值', clause: '标准原文', whatIsWrong: '哪里不合格', remark: '备注（选填）', putRight: '已当场整改', takePhoto: '拍照', photoFound: '现场照片', photoAfter: '整改后照片', removePhoto: '删除照片', photoN: '照片 {n}',
  sign: '请用手指签名', signHere: '签名区', clear: '重签', signed: '已签名',
  itemsLeft: '还有 {n} 项没填', needsAnswer: '{item}：还没填', needsPhoto: '{item}：要拍照', needsNumber: '{item}：请填数字', needsSignature: '还没签名', needsBoth: '{item}：整改前后都要有照片', needsAfter: '{item}：要拍整改后照片',
  draftKept: '已存到手机', taskGone: '这项任务已不在你的清单里，仍可提交，由主管处理。', notFound: '手机里没有这一项', notFoundWhy: '它可能已经办完或转给了别人。联网后再看。',
  itemsToCheck: '共 {n} 项', needsScan: '请扫现场的码', scanned: '已扫码', scanNow: '扫码', wrongPlace: '这个码不是这个位置的',
  kept: '已存到手机，会自动发送', keptSent: '已存好', notKept: '没有存成功，请再试一次；已填的内容还在。', noRoom: '手机存储满了，照片没有存下。请先联网发送，或清理手机空间。',
  roomLow: '手机存储已用 {n}%，请尽快联网发送。',
  caseWord: '整改单', before: '问题', after: '整改结果', owner: '责任人', round: '第 {n} 次', due: '期限', fixIt: '整改完成', fixText: '做了什么', fixPhoto: '整改后照片', recheck: '复查', put_right: '复查通过', again: '二次整改', deducted: '扣分关闭', reason: '说明', assignTo: '派给', assign: '派给他', choose: '请选择', comment: '补充说明', addComment: '发表', needPhoto: '要有照片', needReason: '请写明原因', needText: '请写内容', needChoice: '请选一项', photosOnline: '照片联网后可看',
  reportFirst: '先拍照', reportWhat: '发现了什么', reportMore: '补充说明（选填）', reportWhere: '在哪里', department: '归哪个部门', reportSend: '上报', elsewhere: '项目内其他位置', site: '项目', afterScan: '按刚才的扫码填好',
  customer_service: '客服', engineering: '工程', security: '秩序', environment: '环境', quality: '品质', administration: '行政',
  scanTitle: '扫现场的码', scanHelp: '对准二维码；扫不出来就在下面输入码下方的编号。', typeCode: '输入编号', find: '查找', noCamera: '打不开相机，请输入编号。', startCamera: '打开相机', unknownCode: '手机里没有这个码对应的位置', here: '你在这里', tasksHere: '这里的任务', casesHere: '这里的整改单', nothingHere: '这里现在没有要你做的事', reportHere: '上报这里的问题',
  readNfc: '读 NFC 标签', holdToTag: '请把手机背面贴近标签', nfcOff: '读不了 NFC：请打开手机的 NFC 并允许使用，或扫旁边的二维码。', noNfc: '这里不能读 NFC，请扫标签旁的二维码。',
  voice: '说一段', stopVoice: '说完了（最长 {n} 秒）', voiceNote: '语音', removeVoice: '删除语音', noMicrophone: '用不了麦克风：请允许使用，或打字说明。', saidByVoice: '见语音', dictate: '听写', listening: '正在听，请说话', notHeard: '听写用不了，请打字或说一段。', dictateWhy: '由手机系统识别，声音可能传给系统厂商；不想这样就用“说一段”。',
  restFine: '其余 {n} 项正常', restScan: '先扫码，才能一次填“其余正常”', restSaid: '{n} 项是一次填为合格的', undo: '撤销', memo: '给主管留言', memoWhat: '留言（任务不变）', memoSend: '留言', photoMore: '照片（选填）',
  pointsOfRound: '共 {n} 个巡查点', orderDrawn: '本圈顺序开始后显示。', pointsWalked: '已巡 {n} / {of} 点', nextPoint: '下一个点', anyPoint: '还没巡的点（先后不限）', allWalked: '各点都已巡到', allPoints: '全部 {n} 个点', byHand: '手工确认', iAmHere: '到了', cannotScan: '扫不了？', cannotScanWhy: '标签掉了、坏了才这样记，记录上会注明没有扫码；并请上报标签损坏。', tickByHand: '手工确认已到', toTheRound: '回到本圈', pointKept: '已记：{name}', pointAgain: '这个点已经记过了', pointElsewhere: '这个码不是本圈的点', pointTurn: '已记：{name}。注意：按顺序应先到 {next}。', pointsLeft: '还有 {n} 个点没巡，请在备注里写明原因再提交。',
  unsentTitle: '未发送', nothingUnsent: '没有等待发送的内容', nothingUnsentWhy: '你提交的都已经到了服务器。', sendNow: '立即发送', since: '{time} 起', waitsWhy: '等待网络', lastTry: '下次自动发送：{time}', receivedTitle: '已收到（手机再留 7 天）', trayTitle: '等主管处理', gapTitle: '有 {n} 条没有到服务器，这部手机上也没有了', gapWhy: '手机可能被清空过。请告诉主管，把这些补上。',
  setAside: '服务器没有收下，已另放', why_parent_missing: '等前一步先到', why_files_missing: '照片还没传完', why_unknown_thing: '服务器不认识这一项', why_file_lost: '照片在手机里找不到了', why_not_a_picture: '照片打不开', why_store_full: '服务器空间满了', why_other: '服务器的答复：{code}',
  state_waiting: '等待', state_held: '等主管核定', state_conflict: '与别人的记录冲突', state_accepted: '已采纳', state_discarded: '未采纳',
  'task.start': '开始任务', 'record.submit': '检查记录', 'finding.report': '上报问题', 'case.assign': '派单', 'case.fix': '整改', 'case.recheck': '复查', 'case.comment': '补充说明', 'task.note': '任务留言',
  signIn: '登录', signInFirst: '请先登录', signInWhy: '第一次使用要联网登录一次，之后没有网络也能用。', locked: '请重新登录', lockedWhy: '{name} 的内容已锁上：72 小时没有登录，或者有别人登录过。联网登录后会原样打开，未发送的都还在。', signInToSend: '登录已过期，请登录后继续发送；没有丢任何内容。', setUp: '请先在网页上完成账号设置', openPage: '打开网页',
  switchUser: '退出并换人', switchWhy: '你的内容会锁上，别人看不到；还有 {n} 条未发送，要等你再次登录才会发送。', switchWhyNone: '你的内容会锁上，别人看不到。', onlineToSwitch: '换人需要联网登录', language: '语言', appearance: '外观', light: '浅色', dark: '深色', auto: '跟随系统', sunlight: '阳光下加强对比', storage: '手机存储', stored: '已用 {n}%', persisted: '系统不会自动清理', notPersisted: '系统可能在空间不足时清理', onlinePages: '打开网页版', version: '新版本已备好', useVersion: '现在更新',
  noShell: '这个浏览器里，没有网络时打不开应用：开着就不要关；填好的内容都存着，不会丢。', inWeChat: '在微信里不能读 NFC，存的内容可能随微信清理掉：请点右上角“…”，选“在浏览器打开”，再添加到桌面。',
  noCrypto: '这里不能离线使用', noCryptoWhy: '离线应用需要 https 和支持加密存储的浏览器。请用网页版，或在手机自带浏览器中打开。', at: '于 {time}',
};
export type Words = typeof zh;
export type Word = keyof Words;
const en: Words = {
  today: 'Today', scan: 'Scan', report: 'Report', mine: 'Mine', back: 'Back', mainMenu: 'Main menu',
  online: 'Online', offline: 'No network', unreachable: 'Server not reached', sending: 'Sending', unsent: '{n} not sent', allSent: 'All sent',
  running: 'In progress', late: 'Overdue', now: 'Now', next: 'Next', handedIn: 'Handed in', toFix: 'To put right', toRecheck: 'To recheck', toAssign: 'To give out', nobodys: 'nobody’s yet',
  nothingToday: 'Nothing to do right now', nothingTodayWhy: 'Tasks planned for you and cases for you to put right or recheck appear here once you are online.',
  notLoaded: 'Today’s list is not here yet', notLoadedWhy: 'Go online once: the list is kept on the phone, and after that works without network.',
  begin: 'Start the round', goOn: 'Go on', handIn: 'Hand in', open: 'Open',
  until: 'by {time}', lateBy: '{time} over', remaining: '{time} left', minutes: '{n} min', hours: '{n} h', days: '{n} days', from: 'from {time}',
  pass: 'Pass', fail: 'Fail', not_applicable: 'Not applicable', reading: 'Reading', answer: 'Answer', optional: '(optional)', limits: 'allowed {text}', outside: 'outside what is allowed', lastTime: 'Last time', farOff: 'Far from last time’s {last}: look once more, and if it is so leave it.',
  siteValue: 'This site’s own value', clause: 'What the standard says', whatIsWrong: 'What is wrong?', remark: 'Remark (optional)', putRight: 'Put right on the spot', takePhoto: 'Take a photo', photoFound: 'Photo of what you found', photoAfter: 'Photo after putting it right', removePhoto: 'Remove photo', photoN: 'Photo {n}',
  sign: 'Sign with your finger', signHere: 'Field for the signature', clear: 'Clear', signed: 'Signed',
  itemsLeft: '{n} items to go', needsAnswer: '{item}: needs an answer', needsPhoto: '{item}: needs a photo', needsNumber: '{item}: needs a number', needsSignature: 'The signature is missing', needsBoth: '{item}: needs photos from before and after', needsAfter: '{item}: needs a photo from after',
  draftKept: 'Kept on the phone', taskGone: 'This task is no longer on your list. You can still hand it in; your foreman decides.', notFound: 'Not on this phone', notFoundWhy: 'It may be finished or somebody else’s by now. Look again when online.',
  itemsToCheck: '{n} items', needsScan: 'Scan the code at the spot', scanned: 'Scanned', scanNow: 'Scan', wrongPlace: 'This code belongs to another place',
  kept: 'Kept on the phone; it is sent by itself', keptSent: 'Kept', notKept: 'It was not kept; please try again. What you filled in is still here.', noRoom: 'The phone is full and the photo was not kept. Go online to send, or make room.',
  roomLow: '{n}% of the storage is used; go online to send soon.',
  caseWord: 'Rectification', before: 'The problem', after: 'What was done', owner: 'Owner', round: 'Round {n}', due: 'Due', fixIt: 'Report it put right', fixText: 'What did you do?', fixPhoto: 'Photo after putting it right', recheck: 'Recheck', put_right: 'Put right', again: 'Put right again', deducted: 'Close with a deduction', reason: 'Reason', assignTo: 'Give it to', assign: 'Give it out', choose: 'Please choose', comment: 'Comment', addComment: 'Add', needPhoto: 'A photo is needed', needReason: 'Say why', needText: 'Write something', needChoice: 'Choose one', photosOnline: 'Photos can be seen when online',
  reportFirst: 'Photo first', reportWhat: 'What did you find?', reportMore: 'More about it (optional)', reportWhere: 'Where?', department: 'For which department?', reportSend: 'Report', elsewhere: 'Elsewhere at the site', site: 'Site', afterScan: 'taken from your last scan',
  customer_service: 'Customer service', engineering: 'Engineering', security: 'Security', environment: 'Environment', quality: 'Quality', administration: 'Administration',
  scanTitle: 'Scan the code at the spot', scanHelp: 'Hold the camera to the code; if that fails type the number printed below it.', typeCode: 'Type the number', find: 'Find', noCamera: 'The camera does not open; type the number.', startCamera: 'Open the camera', unknownCode: 'No place on this phone has that code', here: 'You are here', tasksHere: 'Tasks here', casesHere: 'Cases here', nothingHere: 'Nothing for you to do here now', reportHere: 'Report something here',
  readNfc: 'Read the NFC tag', holdToTag: 'Hold the back of the phone to the tag', nfcOff: 'NFC does not work: switch it on and allow it, or scan the QR code beside it.', noNfc: 'No NFC here; scan the QR code beside the tag.',
  voice: 'Say it', stopVoice: 'Done ({n} s at most)', voiceNote: 'Voice note', removeVoice: 'Remove the voice note', noMicrophone: 'The microphone does not work: allow it, or type.', saidByVoice: 'See the voice note', dictate: 'Dictate', listening: 'Listening: speak', notHeard: 'Dictation does not work; type, or record what you say.', dictateWhy: 'Your phone’s system recognises it and may send the sound to its maker; record a voice note instead if you do not want that.',
  restFine: 'The other {n} are fine', restScan: 'Scan first; then the rest can be called fine', restSaid: '{n} were called fine at once', undo: 'Undo', memo: 'Leave a word for your foreman', memoWhat: 'A word (the task stays as it is)', memoSend: 'Leave it', photoMore: 'Photo (optional)',
  pointsOfRound: '{n} points', orderDrawn: 'This round’s order shows once it is begun.', pointsWalked: '{n} of {of} points', nextPoint: 'Next point', anyPoint: 'Still to walk (any order)', allWalked: 'All points walked', allPoints: 'All {n} points', byHand: 'by hand', iAmHere: 'I am here', cannotScan: 'Cannot scan?', cannotScanWhy: 'Only where the tag is gone or broken: the record will say that nothing was scanned. Report the tag as well.', tickByHand: 'Tick by hand', toTheRound: 'Back to the round', pointKept: 'Kept: {name}', pointAgain: 'This point is kept already', pointElsewhere: 'This code is no point of this round', pointTurn: 'Kept: {name}. Mind: {next} was next.', pointsLeft: '{n} points were not walked: say why in the remark, then hand in.',
  unsentTitle: 'Not sent', nothingUnsent: 'Nothing waits to be sent', nothingUnsentWhy: 'All you handed in has reached the server.', sendNow: 'Send now', since: 'since {time}', waitsWhy: 'waits for the network', lastTry: 'Next attempt: {time}', receivedTitle: 'Received (kept 7 more days)', trayTitle: 'For your foreman to decide', gapTitle: '{n} never reached the server and are no longer on this phone', gapWhy: 'The phone may have been wiped. Tell your foreman and make them up.',
  setAside: 'The server did not take it; set aside', why_parent_missing: 'waits for the step before', why_files_missing: 'photos are still on their way', why_unknown_thing: 'the server does not know this', why_file_lost: 'the photo is no longer on the phone', why_not_a_picture: 'the photo cannot be opened', why_store_full: 'the server is full', why_other: 'The server says: {code}',
  state_waiting: 'waiting', state_held: 'to be decided', state_conflict: 'conflicts with somebody else’s', state_accepted: 'accepted', state_discarded: 'set aside',
  'task.start': 'Task begun', 'record.submit': 'Record', 'finding.report': 'Finding', 'case.assign': 'Given out', 'case.fix': 'Put right', 'case.recheck': 'Recheck', 'case.comment': 'Comment', 'task.note': 'Word on a task',
  signIn: 'Sign in', signInFirst: 'Please sign in', signInWhy: 'Sign in online once; after that it works without network.', locked: 'Please sign in again', lockedWhy: 'What {name} has here is locked: 72 hours without sign-in, or somebody else signed in. It opens again as it was when you sign in; nothing unsent is lost.', signInToSend: 'Your sign-in has ended; sign in to go on sending. Nothing is lost.', setUp: 'First finish setting up your account on the web page', openPage: 'Open the page',
  switchUser: 'Leave and switch user', switchWhy: 'What is yours is locked and nobody else can read it; {n} not sent will go when you sign in here again.', switchWhyNone: 'What is yours is locked and nobody else can read it.', onlineToSwitch: 'Switching needs the network', language: 'Language', appearance: 'Appearance', light: 'Light', dark: 'Dark', auto: 'As the system', sunlight: 'More contrast in sunlight', storage: 'Storage', stored: '{n}% used', persisted: 'the system will not clear it', notPersisted: 'the system may clear it when short of room', onlinePages: 'Open the web pages', version: 'A new version is ready', useVersion: 'Update now',
  noShell: 'This browser cannot open the app without network: leave it open. What you filled in is kept.', inWeChat: 'Inside WeChat there is no NFC, and clearing WeChat may clear what is kept: choose “Open in browser” under “…” and add it to the home screen.',
  noCrypto: 'No offline use here', noCryptoWhy: 'The offline app needs https and a browser with encrypted storage. Use the web pages, or open this in the phone’s own browser.', at: 'at {time}',
};

export type Language = 'zh' | 'en';
const KEY = 'pinzhi.language';
let chosen: Language = first();

function first(): Language {
  const kept = typeof localStorage === 'undefined' ? null : localStorage.getItem(KEY);
  if (kept === 'en' || kept === 'zh') return kept;
  const own = typeof navigator === 'undefined' ? 'zh' : navigator.language;
  return own.startsWith('zh') ? 'zh' : 'en';
}

export const language = (): Language => chosen;

export function chooseLanguage(wanted: Language): void {
  chosen = wanted;
  localStorage.setItem(KEY, wanted);
}

/** The sentence in the language chosen, {placeholders} filled. */
export function t(name: Word, values: Record<string, string | number> = {}): string {
  const text = (chosen === 'zh' ? zh : en)[name];
  return text.replace(/\{(\w+)\}/g, (whole, key: string) => String(values[key] ?? whole));
}

/** The same for a name that came from elsewhere; `otherwise` when there is none. */
export function tOr(name: string, otherwise: Word, values: Record<string, string | number> = {}): string {
  return t(name in zh ? (name as Word) : otherwise, values);
}
