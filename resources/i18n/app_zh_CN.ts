<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>AboutSale</name>
    <message>
        <source>The cashier</source>
        <translation>收银员本人</translation>
    </message>
</context>
<context>
    <name>AboutSection</name>
    <message>
        <source>About</source>
        <translation>关于</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>版本</translation>
    </message>
    <message>
        <source>Data folder</source>
        <translation>数据文件夹</translation>
    </message>
    <message>
        <source>A folder on another drive: each night a whole, encrypted copy. Empty: none.</source>
        <translation>另一块硬盘上的文件夹：每晚一份完整的加密副本。留空则不备份。</translation>
    </message>
    <message>
        <source>Nightly backup</source>
        <translation>每晚备份</translation>
    </message>
    <message>
        <source>Folder, for example /media/usb/till</source>
        <translation>文件夹，如 /media/usb/till</translation>
    </message>
    <message>
        <source>Use</source>
        <translation>使用</translation>
    </message>
    <message>
        <source>Made with, and their licences</source>
        <translation>所用组件与许可</translation>
    </message>
</context>
<context>
    <name>AboutSheet</name>
    <message>
        <source>About this sale</source>
        <translation>本单备注</translation>
    </message>
    <message>
        <source>What the customer asked for (on the receipt)</source>
        <translation>顾客的要求（印在小票上）</translation>
    </message>
    <message>
        <source>What brought them here</source>
        <translation>来源</translation>
    </message>
    <message>
        <source>Served by</source>
        <translation>导购</translation>
    </message>
    <message>
        <source>{0} was sold by</source>
        <translation>{0} 的导购</translation>
    </message>
    <message>
        <source>The same</source>
        <translation>同上</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>保留</translation>
    </message>
</context>
<context>
    <name>AppointmentSheet</name>
    <message>
        <source>New appointment</source>
        <translation>新预约</translation>
    </message>
    <message>
        <source>Member: number, name; or the name of who comes</source>
        <translation>会员手机号、姓名；或来人的姓名</translation>
    </message>
    <message>
        <source>With anybody</source>
        <translation>任何人接待</translation>
    </message>
    <message>
        <source>What for (may be left empty)</source>
        <translation>做什么（可不填）</translation>
    </message>
    <message>
        <source>Another time for {0}</source>
        <translation>{0} 改时间</translation>
    </message>
    <message>
        <source>Day, 2026-11-30</source>
        <translation>日期，2026-11-30</translation>
    </message>
    <message>
        <source>Time, 15:30</source>
        <translation>时间，15:30</translation>
    </message>
    <message>
        <source>Keep it</source>
        <translation>保存</translation>
    </message>
</context>
<context>
    <name>AppointmentsScreen</name>
    <message>
        <source>New</source>
        <translation>新建</translation>
    </message>
    <message>
        <source>Another time</source>
        <translation>改时间</translation>
    </message>
    <message>
        <source>Came</source>
        <translation>已到</translation>
    </message>
    <message>
        <source>Did not come</source>
        <translation>未到</translation>
    </message>
    <message>
        <source>Call off</source>
        <translation>取消预约</translation>
    </message>
    <message>
        <source>Back to the books</source>
        <translation>返回客户簿</translation>
    </message>
    <message>
        <source>The day before</source>
        <translation>前一天</translation>
    </message>
    <message>
        <source>The day after</source>
        <translation>后一天</translation>
    </message>
    <message>
        <source>Open client</source>
        <translation>打开客户</translation>
    </message>
    <message>
        <source>Today, {0}</source>
        <translation>今天 {0}</translation>
    </message>
    <message numerus="yes">
        <source>%n to come</source>
        <translation>
            <numerusform>还有 %n 位要来</numerusform>
        </translation>
    </message>
    <message>
        <source>Nobody comes on this day. F3 makes an appointment.</source>
        <translation>这一天没有预约。按 F3 新建。</translation>
    </message>
    <message>
        <source>with {0}</source>
        <translation>{0} 接待</translation>
    </message>
    <message>
        <source>soon</source>
        <translation>即将到时</translation>
    </message>
    <message>
        <source>now</source>
        <translation>到时了</translation>
    </message>
    <message>
        <source>late: ask where they are</source>
        <translation>已迟到，请联系</translation>
    </message>
    <message>
        <source>Kept for {0}</source>
        <translation>已约 {0}</translation>
    </message>
    <message>
        <source>Moved to {0}, {1}</source>
        <translation>已改到 {0} {1}</translation>
    </message>
</context>
<context>
    <name>Approval</name>
    <message>
        <source>By telephone</source>
        <translation>电话批准</translation>
    </message>
    <message>
        <source>Till {0}</source>
        <translation>收银机 {0}</translation>
    </message>
    <message>
        <source>number {0}</source>
        <translation>号码 {0}</translation>
    </message>
</context>
<context>
    <name>ApprovalSheet</name>
    <message>
        <source>Read this out to head office, then type the code that they say.</source>
        <translation>把下面的内容读给总部，再输入对方说的批准码。</translation>
    </message>
    <message>
        <source>Who approves? Choose the name, then type the PIN.</source>
        <translation>由谁批准？先选姓名，再输密码。</translation>
    </message>
</context>
<context>
    <name>AttemptPanel</name>
    <message>
        <source>Simulated terminal: no money moves</source>
        <translation>模拟刷卡机：没有真实扣款</translation>
    </message>
    <message>
        <source>Simulated wallet: no money moves</source>
        <translation>模拟钱包：不会真的扣款</translation>
    </message>
    <message>
        <source>The money is not back yet</source>
        <translation>钱还没有退回</translation>
    </message>
    <message>
        <source>Do not hand over the goods yet</source>
        <translation>先不要交货</translation>
    </message>
    <message>
        <source>Card terminal</source>
        <translation>刷卡机</translation>
    </message>
    <message>
        <source>Will be taken back as soon as {0} has answered · {1} s</source>
        <translation>等{0}回答后就撤销 · {1} 秒</translation>
    </message>
    <message>
        <source>Asking {0} · {1} s</source>
        <translation>正在问{0} · {1} 秒</translation>
    </message>
    <message>
        <source>{0} is being asked what became of it. Nothing is charged again.</source>
        <translation>正在问{0}这笔付款的结果，不会再扣款。</translation>
    </message>
    <message>
        <source>The customer may have to confirm on the telephone. Do not scan the code again.</source>
        <translation>顾客可能要在手机上确认。请不要再扫码。</translation>
    </message>
    <message>
        <source>Unknown whether the customer has paid: {0}</source>
        <translation>不知道顾客是否已付款：{0}</translation>
    </message>
    <message>
        <source>Not confirmed: {0}</source>
        <translation>未确认：{0}</translation>
    </message>
    <message>
        <source>Being taken back · {0} s</source>
        <translation>正在撤销 · {0} 秒</translation>
    </message>
    <message>
        <source>The customer is paying · {0} s</source>
        <translation>顾客正在付款 · {0} 秒</translation>
    </message>
    <message>
        <source>Look at the terminal and ask it again; nothing is charged again. Where it stays silent, a manager decides by its slip.</source>
        <translation>看一下刷卡机，再查询一次，不会再次扣款。刷卡机一直不回答时，由店长按刷卡机凭条决定。</translation>
    </message>
    <message>
        <source>Ask again; nothing is charged again. Where no answer comes, a manager decides by the payment that the customer&apos;s telephone shows.</source>
        <translation>可以再问一次，不会再扣款。一直没有回答时，由店长按顾客手机上的付款记录决定。</translation>
    </message>
    <message>
        <source>Have the customer hold the card or telephone to the terminal.</source>
        <translation>请顾客在刷卡机上刷卡或挥手机。</translation>
    </message>
</context>
<context>
    <name>AttemptSide</name>
    <message>
        <source>{0} is still taken: {1}</source>
        <translation>{0} 仍在：{1}</translation>
    </message>
    <message>
        <source>{0} is paid by {1}</source>
        <translation>已用{1}收款 {0}</translation>
    </message>
    <message>
        <source>card</source>
        <translation>刷卡</translation>
    </message>
    <message>
        <source>{0} is not taken any more</source>
        <translation>{0} 已撤销</translation>
    </message>
    <message>
        <source>Not paid: {0}</source>
        <translation>没有付款：{0}</translation>
    </message>
</context>
<context>
    <name>AuditScreen</name>
    <message>
        <source>Audit log</source>
        <translation>操作日志</translation>
    </message>
    <message>
        <source>Who, what, a receipt, a reason …</source>
        <translation>人员、事项、小票号、原因……</translation>
    </message>
    <message>
        <source>Older entries</source>
        <translation>更早的记录</translation>
    </message>
    <message>
        <source>Save what was found as CSV</source>
        <translation>把查到的存为 CSV</translation>
    </message>
    <message>
        <source>Kind before</source>
        <translation>上一类</translation>
    </message>
    <message>
        <source>Next kind</source>
        <translation>下一类</translation>
    </message>
    <message>
        <source>Back to reports</source>
        <translation>返回报表</translation>
    </message>
    <message>
        <source>Drawn from the journal: nothing in it can be changed or taken out.</source>
        <translation>取自流水账，内容不能修改或删除。</translation>
    </message>
    <message>
        <source>All</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>Nothing of this kind is in the log.</source>
        <translation>日志里没有这类记录。</translation>
    </message>
    <message>
        <source>{0} entries saved as {1}</source>
        <translation>{0} 条记录已保存为 {1}</translation>
    </message>
</context>
<context>
    <name>BackSheet</name>
    <message>
        <source>Give stored value back</source>
        <translation>退储值</translation>
    </message>
    <message>
        <source>Only what was paid in goes back; of the bonus its share is taken away. The customer&apos;s code or PIN releases it, a manager allows it.</source>
        <translation>只退顾客存入的本金，赠送按比例收回。要会员出示动态码或输入密码，并由店长批准。</translation>
    </message>
    <message>
        <source>Principal in {0}</source>
        <translation>本金（{0}）</translation>
    </message>
    <message>
        <source>Member&apos;s live code or PIN</source>
        <translation>会员动态码或密码</translation>
    </message>
    <message>
        <source>Number of the top-up, to give it back as it was paid; empty: cash</source>
        <translation>充值单号（原路退回时填，不填退现金）</translation>
    </message>
    <message>
        <source>Number of the refund&apos;s slip</source>
        <translation>退款凭条上的号码</translation>
    </message>
    <message>
        <source>Why? Choose below or type</source>
        <translation>原因？在下面选或输入</translation>
    </message>
    <message>
        <source>Send a code to the member&apos;s telephone</source>
        <translation>发短信验证码给会员</translation>
    </message>
    <message>
        <source>Give back</source>
        <translation>退给顾客</translation>
    </message>
    <message>
        <source>Asking head office…</source>
        <translation>正在问总部…</translation>
    </message>
    <message>
        <source>A code went to {0}. Type what the customer reads out.</source>
        <translation>验证码已发到 {0}，请输入顾客念出的数字。</translation>
    </message>
    <message>
        <source>{0}: give {1} to the customer; {2} bonus is taken away</source>
        <translation>{0}：请退给顾客 {1}；收回赠送 {2}</translation>
    </message>
</context>
<context>
    <name>Banner</name>
    <message>
        <source>Dismiss</source>
        <translation>关闭提示</translation>
    </message>
</context>
<context>
    <name>BeforeStep</name>
    <message>
        <source>Count the drawer</source>
        <translation>清点钱箱</translation>
    </message>
    <message>
        <source>Keep it aside</source>
        <translation>继续挂着</translation>
    </message>
    <message>
        <source>Discard it…</source>
        <translation>作废…</translation>
    </message>
    <message>
        <source>The day of this shift, {0}, is over; it is closed under its own date.</source>
        <translation>本班的营业日 {0} 已经过了；将按它自己的日期交班。</translation>
    </message>
    <message>
        <source>To the counter</source>
        <translation>回收银台</translation>
    </message>
    <message numerus="yes">
        <source>%n entries wait for the hub. They are sent by themselves, before or after the close.</source>
        <translation>
            <numerusform>%n 条记录还没上传总部，会自动上传，不影响交班。</numerusform>
        </translation>
    </message>
    <message>
        <source>Everything was sent to the hub.</source>
        <translation>所有记录都已上传总部。</translation>
    </message>
    <message>
        <source>stays aside</source>
        <translation>继续挂单</translation>
    </message>
    <message>
        <source>keep or discard?</source>
        <translation>保留还是作废？</translation>
    </message>
    <message numerus="yes">
        <source>%n item(s)</source>
        <translation>
            <numerusform>%n 件</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n basket(s) lie aside. Say of each whether it stays for the next shift.</source>
        <translation>
            <numerusform>有 %n 笔挂单。请逐笔决定要不要留给下一班。</numerusform>
        </translation>
    </message>
    <message>
        <source>No basket waits for a decision.</source>
        <translation>没有待决定的挂单。</translation>
    </message>
</context>
<context>
    <name>BookScreen</name>
    <message>
        <source>Filters</source>
        <translation>筛选</translation>
    </message>
    <message>
        <source>Another book</source>
        <translation>换客户簿</translation>
    </message>
    <message>
        <source>Mark all</source>
        <translation>全选</translation>
    </message>
    <message>
        <source>Hand over</source>
        <translation>转交</translation>
    </message>
    <message>
        <source>Open client</source>
        <translation>打开客户</translation>
    </message>
    <message>
        <source>Appointments</source>
        <translation>预约</translation>
    </message>
    <message>
        <source>Filters off, back</source>
        <translation>取消筛选、返回</translation>
    </message>
    <message>
        <source>Mine</source>
        <translation>我的</translation>
    </message>
    <message>
        <source>The shop&apos;s</source>
        <translation>店铺</translation>
    </message>
    <message>
        <source>All</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>Space</source>
        <translation>空格</translation>
    </message>
    <message>
        <source>Mark a client, or a filter on and off</source>
        <translation>选中客户，或开关筛选</translation>
    </message>
    <message>
        <source>Mark a stretch</source>
        <translation>连续选中</translation>
    </message>
    <message numerus="yes">
        <source>%n client(s)</source>
        <translation>
            <numerusform>%n 位客户</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n so far …</source>
        <translation>
            <numerusform>已查看 %n 位…</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n marked</source>
        <translation>
            <numerusform>已选 %n 位</numerusform>
        </translation>
    </message>
    <message>
        <source>the first {0} are shown</source>
        <translation>显示前 {0} 位</translation>
    </message>
    <message>
        <source>The members are being looked through …</source>
        <translation>正在查看会员…</translation>
    </message>
    <message>
        <source>Nobody fits. Esc takes the filters off.</source>
        <translation>没有符合的客户。按 Esc 取消筛选。</translation>
    </message>
    <message>
        <source>Your book is empty. F3 shows the shop&apos;s: mark clients there with the space bar, then F5.</source>
        <translation>您的客户簿是空的。按 F3 查看店铺客户，用空格选中后按 F5 转入。</translation>
    </message>
    <message>
        <source>Nobody is in this book.</source>
        <translation>这本客户簿里没有客户。</translation>
    </message>
</context>
<context>
    <name>ByHand</name>
    <message>
        <source>Whole basket · {0}</source>
        <translation>整单 · {0}</translation>
    </message>
    <message>
        <source>Rounded off</source>
        <translation>抹零</translation>
    </message>
    <message>
        <source>Shelf tag price</source>
        <translation>按价签售</translation>
    </message>
    <message>
        <source>New price</source>
        <translation>改单价</translation>
    </message>
    <message>
        <source>Percent off</source>
        <translation>减 %</translation>
    </message>
    <message>
        <source>Amount off</source>
        <translation>减金额</translation>
    </message>
    <message>
        <source>Shelf tag says</source>
        <translation>价签价</translation>
    </message>
    <message>
        <source>Percent off all</source>
        <translation>整单减 %</translation>
    </message>
    <message>
        <source>Amount off all</source>
        <translation>整单减金额</translation>
    </message>
    <message>
        <source>Round to {0}</source>
        <translation>抹零到 {0}</translation>
    </message>
    <message>
        <source>F7: the next way. Tab: the keys.</source>
        <translation>按 F7 换一种方式。</translation>
    </message>
    <message>
        <source>Whole basket</source>
        <translation>整单</translation>
    </message>
    <message>
        <source>The line costs what it did before.</source>
        <translation>这行已恢复。</translation>
    </message>
    <message>
        <source>Not rounded off any more.</source>
        <translation>已取消抹零。</translation>
    </message>
    <message>
        <source>The discount is gone.</source>
        <translation>整单优惠已撤销。</translation>
    </message>
</context>
<context>
    <name>ByHandSheet</name>
    <message>
        <source>Price and discount</source>
        <translation>改价与优惠</translation>
    </message>
    <message>
        <source>No line is chosen</source>
        <translation>没有选中商品</translation>
    </message>
    <message>
        <source>Reason (↑ ↓)</source>
        <translation>原因（↑ ↓）</translation>
    </message>
    <message>
        <source>Another reason</source>
        <translation>其他原因</translation>
    </message>
    <message>
        <source>Take back: {0}</source>
        <translation>撤销：{0}</translation>
    </message>
    <message>
        <source>Apply</source>
        <translation>确定</translation>
    </message>
    <message>
        <source>Percent off</source>
        <translation>减 %</translation>
    </message>
    <message>
        <source>Price or amount</source>
        <translation>价格或金额</translation>
    </message>
</context>
<context>
    <name>CameBack</name>
    <message>
        <source>Came back on {0}</source>
        <translation>{0} 的退货记录</translation>
    </message>
    <message>
        <source>The labels of {0} are printing</source>
        <translation>正在打印 {0} 的退货标签</translation>
    </message>
</context>
<context>
    <name>CameBackSheet</name>
    <message>
        <source>Print the labels again</source>
        <translation>重新打印标签</translation>
    </message>
</context>
<context>
    <name>CardWords</name>
    <message>
        <source>marked</source>
        <translation>已选</translation>
    </message>
    <message>
        <source>No purchase in a year</source>
        <translation>一年内没有购买</translation>
    </message>
    <message>
        <source>Bought today</source>
        <translation>今天购买</translation>
    </message>
    <message>
        <source>Bought {0} days ago</source>
        <translation>{0} 天前购买</translation>
    </message>
</context>
<context>
    <name>CartList</name>
    <message>
        <source>Basket lines</source>
        <translation>购物车商品</translation>
    </message>
</context>
<context>
    <name>CashSheet</name>
    <message>
        <source>Put cash in</source>
        <translation>存入现金</translation>
    </message>
    <message>
        <source>Take cash out</source>
        <translation>取出现金</translation>
    </message>
    <message>
        <source>Drop cash into the safe</source>
        <translation>现金投入保险箱</translation>
    </message>
    <message>
        <source>Bring cash to the bank</source>
        <translation>现金存银行</translation>
    </message>
    <message>
        <source>Give cash back for a receipt</source>
        <translation>按小票退现金</translation>
    </message>
    <message>
        <source>Receipt number</source>
        <translation>小票号</translation>
    </message>
    <message>
        <source>Amount in {0}</source>
        <translation>金额（{0}）</translation>
    </message>
    <message>
        <source>Why? Choose above or type</source>
        <translation>原因：点上面，或自己输入</translation>
    </message>
    <message>
        <source>Open the drawer and print the slip</source>
        <translation>开钱箱并打印凭条</translation>
    </message>
</context>
<context>
    <name>CheckoutScreen</name>
    <message>
        <source>Pay</source>
        <translation>收款</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>搜索</translation>
    </message>
    <message>
        <source>Quantity</source>
        <translation>数量</translation>
    </message>
    <message>
        <source>Empty</source>
        <translation>清空</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>移除</translation>
    </message>
    <message>
        <source>Hold</source>
        <translation>挂单</translation>
    </message>
    <message>
        <source>Price</source>
        <translation>改价</translation>
    </message>
    <message>
        <source>Round off, or not</source>
        <translation>抹零 / 取消抹零</translation>
    </message>
    <message>
        <source>Member, coupon</source>
        <translation>会员、优惠券</translation>
    </message>
    <message>
        <source>Offers</source>
        <translation>优惠明细</translation>
    </message>
    <message>
        <source>Tiles away or back</source>
        <translation>收起或展开商品格</translation>
    </message>
    <message>
        <source>Leave the search</source>
        <translation>退出搜索</translation>
    </message>
    <message>
        <source>Ready</source>
        <translation>请接待下一位</translation>
    </message>
    <message>
        <source>Scan the first item</source>
        <translation>请扫第一件商品</translation>
    </message>
    <message>
        <source>Subtotal</source>
        <translation>小计</translation>
    </message>
    <message>
        <source>Discounts</source>
        <translation>优惠</translation>
    </message>
    <message>
        <source>Amount due</source>
        <translation>应收</translation>
    </message>
    <message>
        <source>Price change</source>
        <translation>改价</translation>
    </message>
    <message>
        <source>Shelf tag price</source>
        <translation>按价签售</translation>
    </message>
    <message>
        <source>Rounded off</source>
        <translation>抹零</translation>
    </message>
    <message>
        <source>Coupon</source>
        <translation>优惠券</translation>
    </message>
    <message>
        <source>List</source>
        <translation>原价</translation>
    </message>
    <message>
        <source>One more, one less</source>
        <translation>加一件、减一件</translation>
    </message>
    <message>
        <source>Another line or result</source>
        <translation>换一行</translation>
    </message>
    <message>
        <source>Choose a result</source>
        <translation>选第几个</translation>
    </message>
    <message>
        <source>Ring up what was found</source>
        <translation>把找到的加入</translation>
    </message>
    <message numerus="yes">
        <source>%n item(s)</source>
        <translation>
            <numerusform>%n 件</numerusform>
        </translation>
    </message>
    <message>
        <source>{0} not sold</source>
        <translation>{0} 条未计入</translation>
    </message>
    <message>
        <source>The basket lies aside. F8 shows it again.</source>
        <translation>已挂单。按 F8 可以取回。</translation>
    </message>
    <message>
        <source>Last sale {0}, change {1}</source>
        <translation>上一单 {0}，找零 {1}</translation>
    </message>
    <message>
        <source>{0} not sold: Ctrl+U sells as unlisted, Del takes out.</source>
        <translation>{0} 条未计入：Ctrl+U 按未登记卖，Del 清除。</translation>
    </message>
    <message>
        <source>Removed: {0}. Ctrl+Z brings it back.</source>
        <translation>已移除：{0}。按 Ctrl+Z 恢复。</translation>
    </message>
    <message>
        <source>Dismissed.</source>
        <translation>已清除这一行。</translation>
    </message>
    <message>
        <source>The basket was emptied.</source>
        <translation>购物车已清空。</translation>
    </message>
    <message>
        <source>Unlisted</source>
        <translation>未登记</translation>
    </message>
    <message>
        <source>Member price</source>
        <translation>会员价</translation>
    </message>
    <message>
        <source>Discount</source>
        <translation>优惠</translation>
    </message>
    <message>
        <source>Not sold</source>
        <translation>未计入</translation>
    </message>
</context>
<context>
    <name>ChipRow</name>
    <message>
        <source>More</source>
        <translation>更多</translation>
    </message>
</context>
<context>
    <name>ClientCards</name>
    <message>
        <source>Clients</source>
        <translation>客户</translation>
    </message>
</context>
<context>
    <name>CloseScreen</name>
    <message>
        <source>Back</source>
        <translation>返回</translation>
    </message>
    <message>
        <source>Next step</source>
        <translation>下一步</translation>
    </message>
    <message>
        <source>Keep the basket aside</source>
        <translation>保留这笔挂单</translation>
    </message>
    <message>
        <source>Discard the basket</source>
        <translation>作废这笔挂单</translation>
    </message>
    <message>
        <source>Count once more</source>
        <translation>再点一次</translation>
    </message>
    <message>
        <source>Open the next shift</source>
        <translation>开下一班</translation>
    </message>
    <message>
        <source>The count is done</source>
        <translation>点好了</translation>
    </message>
    <message>
        <source>Close the shift</source>
        <translation>交班</translation>
    </message>
    <message>
        <source>First what still stands open.</source>
        <translation>先看还有什么没有了结。</translation>
    </message>
    <message>
        <source>Count the drawer</source>
        <translation>清点钱箱</translation>
    </message>
    <message>
        <source>Count everything in it. What must be there is told when you are done.</source>
        <translation>把钱箱里的现金全部点一遍。点完才显示应有多少。</translation>
    </message>
    <message>
        <source>What the count came to</source>
        <translation>清点结果</translation>
    </message>
    <message>
        <source>What was counted is kept, and printed on the Z.</source>
        <translation>清点的数都会留存，并印在 Z 报表上。</translation>
    </message>
    <message>
        <source>Closed</source>
        <translation>已交班</translation>
    </message>
    <message>
        <source>The shift is being closed; the scan was not counted. Esc goes back to selling.</source>
        <translation>正在交班，扫码没有计入。按 Esc 回去收银。</translation>
    </message>
    <message>
        <source>It cannot be recalled any more; its coupons are free again.</source>
        <translation>作废后不能再取回；占用的优惠券会释放。</translation>
    </message>
    <message>
        <source>Why?</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>Discard it</source>
        <translation>作废</translation>
    </message>
</context>
<context>
    <name>ConsentSheet</name>
    <message>
        <source>Consent of {0}</source>
        <translation>{0} 的联系同意</translation>
    </message>
    <message>
        <source>May be contacted by</source>
        <translation>同意接收</translation>
    </message>
    <message>
        <source>Read on the screen</source>
        <translation>看屏幕同意</translation>
    </message>
    <message>
        <source>Read on paper</source>
        <translation>看纸质说明同意</translation>
    </message>
    <message>
        <source>Signed</source>
        <translation>已签名</translation>
    </message>
    <message>
        <source>No messages at all any more</source>
        <translation>不再接收任何消息</translation>
    </message>
    <message>
        <source>Their data: a copy, or erase it</source>
        <translation>个人信息：要副本或删除</translation>
    </message>
    <message>
        <source>Keep this</source>
        <translation>保存</translation>
    </message>
</context>
<context>
    <name>ContactKey</name>
    <message>
        <source>Contact</source>
        <translation>联系</translation>
    </message>
    <message>
        <source>The contact is logged.</source>
        <translation>联系已记录。</translation>
    </message>
</context>
<context>
    <name>ContactSheet</name>
    <message>
        <source>{0}: {1}</source>
        <translation>{0}：{1}</translation>
    </message>
    <message>
        <source>Show in full</source>
        <translation>显示完整号码</translation>
    </message>
    <message>
        <source>Contacted {0} times in {1} days already:</source>
        <translation>{1} 天内已联系 {0} 次：</translation>
    </message>
    <message>
        <source>Send it</source>
        <translation>发送</translation>
    </message>
    <message>
        <source>Log that it was done</source>
        <translation>记录已联系</translation>
    </message>
    <message>
        <source>Log the call</source>
        <translation>记录通话</translation>
    </message>
    <message>
        <source>{0} all the same</source>
        <translation>仍要{0}</translation>
    </message>
    <message>
        <source>The shop has no messages for this way: head office writes them.</source>
        <translation>本店没有这种方式的消息模板，由总部编写。</translation>
    </message>
</context>
<context>
    <name>Correction</name>
    <message>
        <source>{0} becomes: {1}</source>
        <translation>{0} 改为：{1}</translation>
    </message>
</context>
<context>
    <name>CorrectionSheet</name>
    <message>
        <source>Receipt {0} was paid otherwise</source>
        <translation>小票 {0} 的收款方式不对</translation>
    </message>
    <message>
        <source>Which payment?</source>
        <translation>哪一笔收款？</translation>
    </message>
    <message>
        <source>What was it really (↑ ↓)? The amount stays; nothing is taken or given back.</source>
        <translation>其实是怎么付的（↑ ↓）？金额不变，不再收也不退。</translation>
    </message>
    <message>
        <source>Number on the slip or voucher</source>
        <translation>凭条或代金券上的号码</translation>
    </message>
    <message>
        <source>How did it come about?</source>
        <translation>是怎么弄错的？</translation>
    </message>
    <message>
        <source>Wrong key</source>
        <translation>按错了键</translation>
    </message>
    <message>
        <source>Paid otherwise</source>
        <translation>收款方式不对</translation>
    </message>
    <message>
        <source>Slip found later</source>
        <translation>后来找到了签购单</translation>
    </message>
    <message>
        <source>Correct it</source>
        <translation>更正</translation>
    </message>
    <message>
        <source>Choose what it was</source>
        <translation>请选择实际的付款方式</translation>
    </message>
</context>
<context>
    <name>CountPanel</name>
    <message>
        <source>By notes and coins</source>
        <translation>按面额</translation>
    </message>
    <message>
        <source>One amount</source>
        <translation>只填总额</translation>
    </message>
    <message>
        <source>Cash counted, in {0}</source>
        <translation>实点现金（{0}）</translation>
    </message>
    <message>
        <source>How many of {0}</source>
        <translation>{0} 有几张</translation>
    </message>
    <message>
        <source>{0}: what the slips come to</source>
        <translation>{0}：单据合计</translation>
    </message>
    <message>
        <source>sum of the slips</source>
        <translation>单据合计</translation>
    </message>
    <message>
        <source>Counted</source>
        <translation>实点</translation>
    </message>
</context>
<context>
    <name>CountSheet</name>
    <message>
        <source>Count the drawer</source>
        <translation>清点钱箱</translation>
    </message>
    <message>
        <source>The count is done</source>
        <translation>点好了</translation>
    </message>
</context>
<context>
    <name>CouponSide</name>
    <message>
        <source>{0} It was taken off: {1} to pay now. Tell the customer.</source>
        <translation>{0}已从这单拿掉，现在应付 {1}。请告诉顾客。</translation>
    </message>
</context>
<context>
    <name>Customer</name>
    <message>
        <source>Number, last four and name, pinyin, card, or coupon</source>
        <translation>手机号、尾号+姓、拼音、卡号或优惠券</translation>
    </message>
    <message>
        <source>Member and coupons</source>
        <translation>会员和优惠券</translation>
    </message>
    <message>
        <source>Confirm</source>
        <translation>确认</translation>
    </message>
    <message>
        <source>New member</source>
        <translation>新会员</translation>
    </message>
    <message>
        <source>A tap on a row takes it off the basket.</source>
        <translation>点一行，从小票上取下。</translation>
    </message>
    <message>
        <source>not confirmed</source>
        <translation>未核对</translation>
    </message>
    <message>
        <source>from {0} on</source>
        <translation>满 {0} 可用</translation>
    </message>
    <message>
        <source>Coupon</source>
        <translation>优惠券</translation>
    </message>
    <message>
        <source>Several members: choose one.</source>
        <translation>找到多位会员，请选一位。</translation>
    </message>
    <message>
        <source>Several fit: go on typing, or choose one.</source>
        <translation>有几位符合：继续输入，或选一位。</translation>
    </message>
    <message>
        <source>Member: {0}</source>
        <translation>会员：{0}</translation>
    </message>
    <message>
        <source>No member on the basket any more.</source>
        <translation>小票上的会员已取下。</translation>
    </message>
    <message>
        <source>{0} is off the basket.</source>
        <translation>{0}已从小票上取下。</translation>
    </message>
    <message>
        <source>The hub is being asked, {0} s at most</source>
        <translation>正在联系总部，最多等 {0} 秒</translation>
    </message>
</context>
<context>
    <name>DashboardScreen</name>
    <message>
        <source>As charts</source>
        <translation>看图表</translation>
    </message>
    <message>
        <source>As tables</source>
        <translation>看数字</translation>
    </message>
    <message>
        <source>Read again</source>
        <translation>刷新</translation>
    </message>
    <message>
        <source>Type the visitors</source>
        <translation>输入客流</translation>
    </message>
    <message>
        <source>Reports</source>
        <translation>报表</translation>
    </message>
    <message>
        <source>Back to reports</source>
        <translation>返回报表</translation>
    </message>
    <message>
        <source>Visitors today</source>
        <translation>今日客流</translation>
    </message>
    <message>
        <source>Sales by hour</source>
        <translation>分时销售</translation>
    </message>
    <message>
        <source>Categories</source>
        <translation>分类构成</translation>
    </message>
    <message>
        <source>Sales by hour: green today, grey a week ago</source>
        <translation>分时销售（绿：今天，灰：上周同日）</translation>
    </message>
    <message>
        <source>Tenders</source>
        <translation>收款构成</translation>
    </message>
    <message>
        <source>Tills of the shop</source>
        <translation>本店收银台</translation>
    </message>
    <message>
        <source>Waits for somebody</source>
        <translation>待处理</translation>
    </message>
    <message>
        <source>{0} at a glance</source>
        <translation>{0} 看板</translation>
    </message>
    <message>
        <source>today</source>
        <translation>今天</translation>
    </message>
    <message>
        <source>a week ago</source>
        <translation>上周同日</translation>
    </message>
    <message>
        <source>Receipts</source>
        <translation>交易笔数</translation>
    </message>
    <message>
        <source>Shares</source>
        <translation>占比</translation>
    </message>
    <message>
        <source>Amount</source>
        <translation>金额</translation>
    </message>
    <message>
        <source>Share</source>
        <translation>占比</translation>
    </message>
    <message>
        <source>Total</source>
        <translation>合计</translation>
    </message>
    <message>
        <source>Not sent</source>
        <translation>未上传</translation>
    </message>
    <message>
        <source>Heard</source>
        <translation>最近联系</translation>
    </message>
    <message>
        <source>This till alone: no answer yet</source>
        <translation>仅本机：总部没有回应</translation>
    </message>
    <message>
        <source>This till alone</source>
        <translation>仅本机</translation>
    </message>
    <message>
        <source>All tills, as of {0}, provisional</source>
        <translation>全店，截至 {0}（暂定）</translation>
    </message>
    <message>
        <source>All tills, final, as of {0}</source>
        <translation>全店最终，截至 {0}</translation>
    </message>
    <message>
        <source>no target set</source>
        <translation>未设目标</translation>
    </message>
    <message>
        <source>{0} of {1}</source>
        <translation>{1} 的 {0}</translation>
    </message>
    <message>
        <source>Net sales</source>
        <translation>净销售额</translation>
    </message>
    <message>
        <source>A week ago by now</source>
        <translation>上周同日此时</translation>
    </message>
    <message>
        <source>whole day {0}</source>
        <translation>全天 {0}</translation>
    </message>
    <message>
        <source>a week ago {0}</source>
        <translation>上周同日 {0}</translation>
    </message>
    <message>
        <source>Average basket</source>
        <translation>客单价</translation>
    </message>
    <message>
        <source>Units a basket</source>
        <translation>每单件数</translation>
    </message>
    <message numerus="yes">
        <source>%n visitor(s)</source>
        <translation>
            <numerusform>%n 位客人</numerusform>
        </translation>
    </message>
    <message>
        <source>type the visitors: Ctrl+N</source>
        <translation>按 Ctrl+N 输入客流</translation>
    </message>
    <message>
        <source>{0}, counted by a sensor</source>
        <translation>{0}，计数器</translation>
    </message>
    <message>
        <source>{0}, counted by a simulated sensor</source>
        <translation>{0}，模拟计数器</translation>
    </message>
    <message>
        <source>Conversion</source>
        <translation>进店转化</translation>
    </message>
    <message>
        <source>Returns</source>
        <translation>退货</translation>
    </message>
    <message>
        <source>Member share</source>
        <translation>会员占比</translation>
    </message>
    <message numerus="yes">
        <source>%n receipt(s)</source>
        <translation>
            <numerusform>%n 笔</numerusform>
        </translation>
    </message>
    <message>
        <source>shift open</source>
        <translation>班次未结</translation>
    </message>
    <message>
        <source>entries missing</source>
        <translation>有记录未上传</translation>
    </message>
    <message>
        <source>not heard yet</source>
        <translation>尚未联系</translation>
    </message>
    <message>
        <source>Till {0}</source>
        <translation>{0} 号收银台</translation>
    </message>
    <message>
        <source>never</source>
        <translation>从未</translation>
    </message>
    <message numerus="yes">
        <source>%n late</source>
        <translation>
            <numerusform>%n 单已超时</numerusform>
        </translation>
    </message>
    <message>
        <source>in time</source>
        <translation>均在时限内</translation>
    </message>
    <message>
        <source>{0} orders to prepare, {1} ready</source>
        <translation>{0} 单待备货，{1} 单待取</translation>
    </message>
    <message numerus="yes">
        <source>%n exception(s) at the hub</source>
        <translation>
            <numerusform>总部有 %n 条异常待处理</numerusform>
        </translation>
    </message>
    <message>
        <source>head office settles them</source>
        <translation>由总部处理</translation>
    </message>
    <message numerus="yes">
        <source>%n entry(s) refused by the hub</source>
        <translation>
            <numerusform>%n 条记录被总部拒收</numerusform>
        </translation>
    </message>
    <message>
        <source>see the page Sync</source>
        <translation>见“同步”页</translation>
    </message>
    <message>
        <source>Low stock</source>
        <translation>库存不足</translation>
    </message>
    <message>
        <source>{0} left</source>
        <translation>剩 {0}</translation>
    </message>
    <message>
        <source>The visitors are counted</source>
        <translation>客流已登记</translation>
    </message>
</context>
<context>
    <name>DateQuestion</name>
    <message>
        <source>This machine&apos;s clock says {0}, but the last entry was written at {1}. Is today {2}?</source>
        <translation>本机时间是 {0}，但上一笔记录写于 {1}。今天是 {2} 吗？</translation>
    </message>
    <message>
        <source>Today is {0}</source>
        <translation>今天是 {0}</translation>
    </message>
    <message>
        <source>Confirm the date</source>
        <translation>确认营业日</translation>
    </message>
    <message>
        <source>No, stop here</source>
        <translation>不是，先停下</translation>
    </message>
</context>
<context>
    <name>DecideSheet</name>
    <message>
        <source>What became of {0}?</source>
        <translation>{0} 的结果是什么？</translation>
    </message>
    <message>
        <source>Go by the terminal&apos;s own slip or list. Head office compares it with the bill.</source>
        <translation>以刷卡机的凭条或交易清单为准，总部会与账单核对。</translation>
    </message>
    <message>
        <source>Go by the payment on the customer&apos;s telephone. Head office compares it with the wallet&apos;s bill.</source>
        <translation>以顾客手机上的付款记录为准。总部会与钱包账单核对。</translation>
    </message>
    <message>
        <source>The money is still taken</source>
        <translation>款项仍在</translation>
    </message>
    <message>
        <source>The customer has paid</source>
        <translation>顾客已付款</translation>
    </message>
    <message>
        <source>The money is back</source>
        <translation>款项已退回</translation>
    </message>
    <message>
        <source>Nothing was paid</source>
        <translation>没有付款</translation>
    </message>
    <message>
        <source>Number on the slip</source>
        <translation>凭条号</translation>
    </message>
    <message>
        <source>Number of the payment</source>
        <translation>付款单号</translation>
    </message>
    <message>
        <source>How do you know?</source>
        <translation>依据是什么？</translation>
    </message>
    <message>
        <source>The terminal&apos;s slip</source>
        <translation>刷卡机的凭条</translation>
    </message>
    <message>
        <source>The customer&apos;s telephone</source>
        <translation>顾客手机上的记录</translation>
    </message>
    <message>
        <source>The list of payments</source>
        <translation>收款明细</translation>
    </message>
    <message>
        <source>Did {0} go back?</source>
        <translation>{0} 退回去了吗？</translation>
    </message>
    <message>
        <source>Go by the bill of {0}. What did not go back can be paid out then. Head office compares it with the bill.</source>
        <translation>请以{0}的账单为准。没有退回的，之后可以用其他方式付给顾客。总部会与账单核对。</translation>
    </message>
    <message>
        <source>It went back</source>
        <translation>已退回</translation>
    </message>
    <message>
        <source>Nothing went back</source>
        <translation>没有退回</translation>
    </message>
    <message>
        <source>Number of the refund on the bill</source>
        <translation>账单上的退款单号</translation>
    </message>
    <message>
        <source>How do you know? Which day&apos;s bill?</source>
        <translation>凭什么确定？哪天的账单？</translation>
    </message>
    <message>
        <source>Today&apos;s bill</source>
        <translation>今天的账单</translation>
    </message>
    <message>
        <source>Yesterday&apos;s bill</source>
        <translation>昨天的账单</translation>
    </message>
    <message>
        <source>Decide</source>
        <translation>确定</translation>
    </message>
    <message>
        <source>Choose what became of it</source>
        <translation>请选择结果</translation>
    </message>
</context>
<context>
    <name>DeputySheet</name>
    <message>
        <source>Name a deputy</source>
        <translation>指定代理</translation>
    </message>
    <message>
        <source>A deputy approves in the manager&apos;s place at this till. It is in the journal.</source>
        <translation>代理可以在本机代替店长批准，都有记录。</translation>
    </message>
    <message numerus="yes">
        <source>%n hour(s)</source>
        <translation>
            <numerusform>%n 小时</numerusform>
        </translation>
    </message>
    <message>
        <source>Name as deputy</source>
        <translation>指定为代理</translation>
    </message>
    <message>
        <source>End it now</source>
        <translation>现在结束</translation>
    </message>
    <message>
        <source>{0} until {1}</source>
        <translation>{0}，到 {1}</translation>
    </message>
    <message>
        <source>It is in the journal.</source>
        <translation>已记录。</translation>
    </message>
</context>
<context>
    <name>DoneMail</name>
    <message>
        <source>E-mail</source>
        <translation>邮件</translation>
    </message>
</context>
<context>
    <name>DonePanel</name>
    <message>
        <source>Give change</source>
        <translation>找零</translation>
    </message>
    <message>
        <source>Paid exactly</source>
        <translation>收款正好</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>找零</translation>
    </message>
    <message>
        <source>Give cash back</source>
        <translation>请退现金</translation>
    </message>
    <message>
        <source>Goes back as it was paid</source>
        <translation>原路退回</translation>
    </message>
    <message>
        <source>Due</source>
        <translation>应收</translation>
    </message>
    <message>
        <source>To give back</source>
        <translation>应退</translation>
    </message>
    <message>
        <source>Paid</source>
        <translation>实收</translation>
    </message>
    <message>
        <source>Given back</source>
        <translation>已退</translation>
    </message>
    <message>
        <source>On the balance now</source>
        <translation>现有余额</translation>
    </message>
    <message>
        <source>Receipt</source>
        <translation>小票</translation>
    </message>
    <message>
        <source>Hand over {0}</source>
        <translation>交付 {0}</translation>
    </message>
    <message>
        <source>Next customer</source>
        <translation>下一位顾客</translation>
    </message>
    <message>
        <source>Copy of {0} is printing</source>
        <translation>正在打印 {0} 的副本</translation>
    </message>
    <message>
        <source>Copy of {0} printed</source>
        <translation>{0} 的副本已打印</translation>
    </message>
    <message>
        <source>Receipt printed</source>
        <translation>小票已打印</translation>
    </message>
    <message>
        <source>Receipt waits for the printer: open the drawer with its key</source>
        <translation>小票在等打印机：请用钥匙打开钱箱</translation>
    </message>
    <message>
        <source>Receipt waits for the printer</source>
        <translation>小票在等打印机</translation>
    </message>
</context>
<context>
    <name>DoneSheet</name>
    <message>
        <source>What came of it: {0}</source>
        <translation>跟进结果：{0}</translation>
    </message>
    <message>
        <source>Next follow-up</source>
        <translation>下次跟进</translation>
    </message>
    <message>
        <source>none</source>
        <translation>不再跟进</translation>
    </message>
    <message>
        <source>in {0} d</source>
        <translation>{0} 天后</translation>
    </message>
    <message>
        <source>Note; the arrow keys choose the outcome</source>
        <translation>备注；方向键选择结果</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>完成</translation>
    </message>
</context>
<context>
    <name>DoneStep</name>
    <message>
        <source>Open the next shift</source>
        <translation>开下一班</translation>
    </message>
    <message>
        <source>Sign out</source>
        <translation>退出登录</translation>
    </message>
    <message>
        <source>The Z is printing and cannot be changed any more. It is under Z reports at any time, as a copy.</source>
        <translation>Z 报表正在打印，之后不能更改。随时可在“Z 报表”里补打副本。</translation>
    </message>
    <message>
        <source>Counted</source>
        <translation>实点</translation>
    </message>
    <message>
        <source>Left in the drawer</source>
        <translation>留在钱箱</translation>
    </message>
    <message>
        <source>To the safe</source>
        <translation>交入保险箱</translation>
    </message>
</context>
<context>
    <name>DrawerScreen</name>
    <message>
        <source>The drawer opens</source>
        <translation>钱箱打开</translation>
    </message>
    <message>
        <source>Open drawer</source>
        <translation>开钱箱</translation>
    </message>
    <message>
        <source>X report</source>
        <translation>X 报表</translation>
    </message>
    <message>
        <source>Suspend: carry on at another till</source>
        <translation>挂起，到另一台继续</translation>
    </message>
    <message>
        <source>Close the shift</source>
        <translation>交班</translation>
    </message>
    <message>
        <source>Top up a gift card</source>
        <translation>礼品卡充值</translation>
    </message>
    <message>
        <source>Cash moves</source>
        <translation>现金进出</translation>
    </message>
    <message>
        <source>Z reports</source>
        <translation>Z 报表</translation>
    </message>
    <message>
        <source>Back to selling</source>
        <translation>返回收银</translation>
    </message>
    <message>
        <source>Cash in</source>
        <translation>存入</translation>
    </message>
    <message>
        <source>Cash out</source>
        <translation>支出</translation>
    </message>
    <message>
        <source>Safe drop</source>
        <translation>投保险箱</translation>
    </message>
    <message>
        <source>To the bank</source>
        <translation>存银行</translation>
    </message>
    <message>
        <source>Cash refund</source>
        <translation>退现金</translation>
    </message>
    <message>
        <source>Shift {0} · {1}</source>
        <translation>第 {0} 班 · {1}</translation>
    </message>
    <message>
        <source>Opened</source>
        <translation>开班</translation>
    </message>
    <message>
        <source>Answers for the drawer</source>
        <translation>钱箱责任人</translation>
    </message>
    <message>
        <source>Goods on the counter</source>
        <translation>柜台上的商品</translation>
    </message>
    <message>
        <source>Baskets that lie aside</source>
        <translation>挂单</translation>
    </message>
    <message>
        <source>Entries not sent to the hub yet</source>
        <translation>未上传记录</translation>
    </message>
    <message numerus="yes">
        <source>%n line(s) · {0}</source>
        <translation>
            <numerusform>%n 行 · {0}</numerusform>
        </translation>
    </message>
    <message>
        <source>none</source>
        <translation>没有</translation>
    </message>
    <message>
        <source>everybody who sells here</source>
        <translation>在此收银的所有人</translation>
    </message>
    <message>
        <source>This shift was left open: its day, {0}, is over. Selling goes on and still counts for that day. A manager closes it; then open a new one.</source>
        <translation>这一班没有交班，营业日 {0} 已经过了。收银照常，仍记在那一天。请店长交班后再开新班。</translation>
    </message>
    <message>
        <source>No shift was closed at this till yet.</source>
        <translation>本机还没有交过班。</translation>
    </message>
    <message>
        <source>No cash was moved in this shift apart from sales.</source>
        <translation>本班除销售外没有现金进出。</translation>
    </message>
    <message>
        <source>The day&apos;s last receipts:</source>
        <translation>当日最近的小票：</translation>
    </message>
    <message>
        <source>allowed by {0}</source>
        <translation>{0} 批准</translation>
    </message>
    <message>
        <source>even</source>
        <translation>相符</translation>
    </message>
    <message>
        <source>over</source>
        <translation>长款</translation>
    </message>
    <message>
        <source>short</source>
        <translation>短款</translation>
    </message>
    <message>
        <source>{0} {1} is noted; the slip prints</source>
        <translation>{0} {1} 已记录，正在打印凭条</translation>
    </message>
    <message>
        <source>X report: the shift so far</source>
        <translation>X 报表：本班至今</translation>
    </message>
    <message>
        <source>Print</source>
        <translation>打印</translation>
    </message>
    <message>
        <source>Print a copy</source>
        <translation>打印副本</translation>
    </message>
    <message>
        <source>A copy of {0} is printing</source>
        <translation>正在打印 {0} 的副本</translation>
    </message>
    <message>
        <source>The X report is printing</source>
        <translation>正在打印 X 报表</translation>
    </message>
</context>
<context>
    <name>DrawerSheet</name>
    <message>
        <source>Open the drawer: why?</source>
        <translation>开钱箱：原因？</translation>
    </message>
    <message>
        <source>Change money</source>
        <translation>换零钱</translation>
    </message>
    <message>
        <source>Check the float</source>
        <translation>核对备用金</translation>
    </message>
    <message>
        <source>Wrong change given</source>
        <translation>找错零钱</translation>
    </message>
    <message>
        <source>Another reason</source>
        <translation>其他原因</translation>
    </message>
    <message>
        <source>Open drawer</source>
        <translation>开钱箱</translation>
    </message>
</context>
<context>
    <name>EditSheet</name>
    <message>
        <source>Change {0}</source>
        <translation>修改 {0}</translation>
    </message>
    <message>
        <source>Type what is to be changed; what is left empty stays. Empty takes away what stands there.</source>
        <translation>只填要改的内容，留空的不变。点“清空”会去掉原来的内容。</translation>
    </message>
    <message>
        <source>{0}: two tills wrote differently, one of them “{1}”. Type what holds.</source>
        <translation>{0}：两台收银机写得不一样，另一台写的是“{1}”。请输入以哪个为准。</translation>
    </message>
    <message>
        <source>Empty</source>
        <translation>清空</translation>
    </message>
    <message>
        <source>Empty {0}</source>
        <translation>清空{0}</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>修改</translation>
    </message>
</context>
<context>
    <name>EnrolSheet</name>
    <message>
        <source>New member</source>
        <translation>新会员</translation>
    </message>
    <message>
        <source>Number, Enter, name, Enter. Nobody has to be a member to buy.</source>
        <translation>手机号、回车、姓名、回车。不办会员也能买。</translation>
    </message>
    <message>
        <source>Telephone number</source>
        <translation>手机号</translation>
    </message>
    <message>
        <source>Name (may be left out)</source>
        <translation>姓名（可不填）</translation>
    </message>
    <message>
        <source>Birthday, 1990-05-31 (may be left out)</source>
        <translation>生日 1990-05-31（可不填）</translation>
    </message>
    <message>
        <source>Guardian who consents: name and telephone</source>
        <translation>同意的监护人：姓名和电话</translation>
    </message>
    <message>
        <source>E-mail (may be left out)</source>
        <translation>电子邮件（可不填）</translation>
    </message>
    <message>
        <source>May be contacted by</source>
        <translation>同意接收</translation>
    </message>
    <message>
        <source>Read on the screen</source>
        <translation>看屏幕同意</translation>
    </message>
    <message>
        <source>Read on paper</source>
        <translation>看纸质说明同意</translation>
    </message>
    <message>
        <source>Signed</source>
        <translation>已签名</translation>
    </message>
    <message>
        <source>Enrol</source>
        <translation>登记</translation>
    </message>
    <message>
        <source>There is {0} already. Enter takes that member.</source>
        <translation>已经有会员 {0}，按回车使用该会员。</translation>
    </message>
    <message>
        <source>Take that member</source>
        <translation>使用该会员</translation>
    </message>
</context>
<context>
    <name>ExplainedOffers</name>
    <message>
        <source>Offers</source>
        <translation>优惠明细</translation>
    </message>
    <message>
        <source>One moment</source>
        <translation>请稍候</translation>
    </message>
    <message>
        <source>Enter or a tap on what is nearly reached rings up what is missing.</source>
        <translation>差一点的优惠：按 Enter 或点一下，直接加上所缺的商品。</translation>
    </message>
    <message>
        <source>No offer applies to this basket.</source>
        <translation>这张小票没有优惠。</translation>
    </message>
    <message numerus="yes">
        <source>%n more: {0}</source>
        <translation>
            <numerusform>再加 %n 件：{0}</numerusform>
        </translation>
    </message>
    <message>
        <source>Goods for {0} more</source>
        <translation>再买 {0} 的商品</translation>
    </message>
    <message>
        <source>saves {0}</source>
        <translation>省 {0}</translation>
    </message>
    <message>
        <source>As a member</source>
        <translation>会员可省</translation>
    </message>
</context>
<context>
    <name>FacetList</name>
    <message>
        <source>Filters</source>
        <translation>筛选</translation>
    </message>
</context>
<context>
    <name>Field</name>
    <message>
        <source>Clear</source>
        <translation>清除</translation>
    </message>
</context>
<context>
    <name>FigureTable</name>
    <message>
        <source>Table</source>
        <translation>表格</translation>
    </message>
</context>
<context>
    <name>FollowUpWords</name>
    <message>
        <source>{0} d late</source>
        <translation>逾期 {0} 天</translation>
    </message>
    <message>
        <source>today</source>
        <translation>今天</translation>
    </message>
    <message>
        <source>in {0} d</source>
        <translation>{0} 天后</translation>
    </message>
    <message>
        <source>over</source>
        <translation>已过期</translation>
    </message>
    <message>
        <source>The shop&apos;s</source>
        <translation>门店的</translation>
    </message>
    <message>
        <source>by the shop&apos;s rule {0}</source>
        <translation>门店规则 {0}</translation>
    </message>
</context>
<context>
    <name>FollowUpsScreen</name>
    <message>
        <source>New follow-up</source>
        <translation>新建跟进</translation>
    </message>
    <message>
        <source>Mine, the shop&apos;s or all</source>
        <translation>我的、门店或全部</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>修改</translation>
    </message>
    <message>
        <source>One more</source>
        <translation>再建一条</translation>
    </message>
    <message>
        <source>Back to selling</source>
        <translation>返回收银</translation>
    </message>
    <message>
        <source>Done: what came of it</source>
        <translation>完成：登记结果</translation>
    </message>
    <message>
        <source>Another follow-up</source>
        <translation>换一条跟进</translation>
    </message>
    <message>
        <source>Late</source>
        <translation>逾期</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>今天</translation>
    </message>
    <message>
        <source>Coming</source>
        <translation>之后</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>完成</translation>
    </message>
    <message>
        <source>My clients</source>
        <translation>我的客户</translation>
    </message>
    <message>
        <source>The shop&apos;s</source>
        <translation>门店的</translation>
    </message>
    <message>
        <source>All</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>Nothing to do in this list. F3 makes a follow-up.</source>
        <translation>这里没有要做的。按 F3 新建跟进。</translation>
    </message>
    <message>
        <source>Choose a follow-up</source>
        <translation>请选择一条跟进</translation>
    </message>
    <message>
        <source>Nobody contacted them in the last {0} days.</source>
        <translation>最近 {0} 天没有人联系过。</translation>
    </message>
    <message>
        <source>Contacted lately:</source>
        <translation>最近的联系：</translation>
    </message>
    <message>
        <source>What</source>
        <translation>方式</translation>
    </message>
    <message>
        <source>Due</source>
        <translation>日期</translation>
    </message>
    <message>
        <source>Whose book</source>
        <translation>归属</translation>
    </message>
    <message>
        <source>Made</source>
        <translation>建立人</translation>
    </message>
    <message>
        <source>About</source>
        <translation>关于</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>Outcome</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>Two tills wrote differently, the other one “{0}”. Say what holds.</source>
        <translation>两台收银机写得不同，另一台写的是“{0}”。请确定以哪个为准。</translation>
    </message>
    <message>
        <source>Contact</source>
        <translation>联系</translation>
    </message>
    <message>
        <source>Follow-up made</source>
        <translation>已新建跟进</translation>
    </message>
    <message>
        <source>Changed</source>
        <translation>已修改</translation>
    </message>
    <message>
        <source>Kept what came of it</source>
        <translation>结果已保存</translation>
    </message>
    <message>
        <source>The contact is logged. F12 says what came of it.</source>
        <translation>联系已记录。按 F12 登记结果。</translation>
    </message>
</context>
<context>
    <name>GivingBack</name>
    <message>
        <source>Give back</source>
        <translation>退还</translation>
    </message>
    <message>
        <source>Give {0} in cash back?</source>
        <translation>退还现金 {0}？</translation>
    </message>
    <message>
        <source>Take the card payment of {0} back?</source>
        <translation>撤销刷卡 {0}？</translation>
    </message>
    <message>
        <source>Take it back</source>
        <translation>撤销付款</translation>
    </message>
    <message>
        <source>It is reversed</source>
        <translation>已撤销</translation>
    </message>
    <message>
        <source>Take {0} back: {1}?</source>
        <translation>撤销 {0}（{1}）？</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>保留</translation>
    </message>
    <message>
        <source>The customer gets the money from the drawer. The journal keeps it.</source>
        <translation>从钱箱把现金还给顾客。此操作会留下记录。</translation>
    </message>
    <message>
        <source>The terminal gives {0} back to the card. The journal keeps it.</source>
        <translation>刷卡机把 {0} 退回卡上，流水会记下。</translation>
    </message>
    <message>
        <source>Nothing has been booked yet: the whole balance is the customer&apos;s again.</source>
        <translation>还没有入账：余额原样留给顾客。</translation>
    </message>
    <message>
        <source>The customer gets voucher {0} back. The journal keeps it.</source>
        <translation>把代金券 {0} 还给顾客。此操作会留下记录。</translation>
    </message>
    <message>
        <source>{0} is still on the card (slip {1}): reverse it on the terminal first. The journal keeps it.</source>
        <translation>{0} 还在卡上（刷卡单 {1}）：请先在刷卡机上撤销。此操作会留下记录。</translation>
    </message>
    <message>
        <source>The basket is priced again. What is too much then goes back before the sale is complete.</source>
        <translation>会重新计价。多收的钱要先原路退回，才能完成销售。</translation>
    </message>
    <message>
        <source>Leave out {0}?</source>
        <translation>不要 {0} 了？</translation>
    </message>
    <message>
        <source>Leave out</source>
        <translation>不要了</translation>
    </message>
    <message>
        <source>{0} has not answered about {1}</source>
        <translation>{0}还没有回答这笔 {1} 的退款</translation>
    </message>
    <message>
        <source>Go on: the sale is completed, the customer gets a slip, and the till asks until there is an answer. Nothing is given back twice. Should the wallet fail, a manager pays it out: Receipts, Refunds.</source>
        <translation>不等回答：这笔销售照常完成，给顾客打印退款凭条，收银机会继续查询直到有结果，不会重复退款。钱包退不了时，由店长在「小票」→「退款」另行付给顾客。</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>不等，先完成</translation>
    </message>
    <message>
        <source>Keep asking</source>
        <translation>继续查询</translation>
    </message>
    <message>
        <source>Nothing has been booked yet: it is the customer&apos;s again at once.</source>
        <translation>还没有入账：马上还给顾客。</translation>
    </message>
    <message>
        <source>It is done when {0} says so; a slip is printed.</source>
        <translation>以{0}的答复为准，受理后打印凭条。</translation>
    </message>
    <message>
        <source>Refund exactly {0} there first (slip {1}).</source>
        <translation>请先在刷卡机上正好退 {0}（原凭条 {1}）。</translation>
    </message>
    <message>
        <source>Give {0} back to: {1}</source>
        <translation>退 {0}，原路：{1}</translation>
    </message>
</context>
<context>
    <name>GoodsQuestions</name>
    <message>
        <source>Is the customer {0} or older?</source>
        <translation>顾客年满 {0} 岁吗？</translation>
    </message>
    <message>
        <source>{0} is not sold to anybody younger. The journal keeps the answer.</source>
        <translation>{0} 不卖给未满年龄的顾客。核对结果会记入日志。</translation>
    </message>
    <message>
        <source>Born on {0} or before</source>
        <translation>出生日期不晚于 {0}</translation>
    </message>
    <message>
        <source>{0} or older</source>
        <translation>已满 {0} 岁</translation>
    </message>
    <message>
        <source>No: take it out</source>
        <translation>未满：移出商品</translation>
    </message>
    <message>
        <source>{0}: scan its serial number, or type it.</source>
        <translation>{0}：请扫描或输入序列号。</translation>
    </message>
    <message>
        <source>Serial number</source>
        <translation>序列号</translation>
    </message>
    <message>
        <source>Confirm</source>
        <translation>确定</translation>
    </message>
    <message>
        <source>This item has no price of its own.</source>
        <translation>这种商品没有固定售价。</translation>
    </message>
    <message>
        <source>Price</source>
        <translation>价格</translation>
    </message>
</context>
<context>
    <name>GoodsSide</name>
    <message>
        <source>Scan or search</source>
        <translation>扫码或搜索</translation>
    </message>
    <message>
        <source>{0} left</source>
        <translation>余 {0}</translation>
    </message>
    <message>
        <source>Sold out</source>
        <translation>缺货</translation>
    </message>
    <message>
        <source>Price asked</source>
        <translation>售时定价</translation>
    </message>
    <message>
        <source>All</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>Nothing has exactly this number. ↓ and Enter choose, or tap.</source>
        <translation>没有编号完全相同的商品。请用 ↓ 和 Enter 选择，或点选。</translation>
    </message>
    <message>
        <source>Nothing found for “{0}”.</source>
        <translation>没有找到“{0}”。</translation>
    </message>
</context>
<context>
    <name>HandOver</name>
    <message>
        <source>The shop&apos;s</source>
        <translation>店铺</translation>
    </message>
    <message>
        <source>No tier</source>
        <translation>无等级</translation>
    </message>
    <message numerus="yes">
        <source>%n client(s)</source>
        <translation>
            <numerusform>%n 位客户</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Hand over %n client(s)</source>
        <translation>
            <numerusform>转交 %n 位客户</numerusform>
        </translation>
    </message>
    <message>
        <source>{0} of {1} are looked at …</source>
        <translation>正在查看 {0}/{1} …</translation>
    </message>
    <message>
        <source>{0} into the book of {1}, out of: {2}.</source>
        <translation>{0} 位转入 {1} 的客户簿，来自：{2}。</translation>
    </message>
    <message>
        <source>Their open follow-ups go along: {0}.</source>
        <translation>未完成的跟进一并转交：{0} 项。</translation>
    </message>
    <message>
        <source>There already: {0}.</source>
        <translation>已在其中：{0} 位。</translation>
    </message>
    <message>
        <source>They are being handed over …</source>
        <translation>正在转交…</translation>
    </message>
    <message>
        <source>{0} of {1} are handed over. Esc stops.</source>
        <translation>已移交 {0}/{1}。按 Esc 停止。</translation>
    </message>
    <message>
        <source>Stopped: {0} of {1} are in the book of {2} now, the others stay where they were.</source>
        <translation>已停止：{0}/{1} 位已转入{2}的客户簿，其余保持不变。</translation>
    </message>
    <message numerus="yes">
        <source>%n client(s) are in the book of {0} now</source>
        <translation>
            <numerusform>%n 位客户已转入 {0} 的客户簿</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>HandOverSheet</name>
    <message>
        <source>Hand over {0}</source>
        <translation>交付 {0}</translation>
    </message>
    <message>
        <source>Ask for the code, and compare the name: {0} {1}.</source>
        <translation>请顾客出示提货码，并核对姓名：{0} {1}。</translation>
    </message>
    <message>
        <source>On shelf {0}.</source>
        <translation>在货位 {0}。</translation>
    </message>
    <message>
        <source>Code, typed or scanned</source>
        <translation>提货码，输入或扫描</translation>
    </message>
    <message>
        <source>Last four digits of the telephone, or the name</source>
        <translation>手机尾号四位，或姓名</translation>
    </message>
    <message>
        <source>The customer, name checked</source>
        <translation>本人，已核对姓名</translation>
    </message>
    <message>
        <source>Somebody else</source>
        <translation>代领人</translation>
    </message>
    <message>
        <source>Name of who collects</source>
        <translation>提货人姓名</translation>
    </message>
    <message>
        <source>Hand over</source>
        <translation>交付</translation>
    </message>
    <message>
        <source>Clear the signature</source>
        <translation>清除签名</translation>
    </message>
    <message>
        <source>stays here</source>
        <translation>留下</translation>
    </message>
    <message>
        <source>goes along</source>
        <translation>提走</translation>
    </message>
    <message>
        <source>First the pickup code: scan it from the customer&apos;s screen, or type it.</source>
        <translation>请先输入提货码：扫顾客手机上的码，或手动输入。</translation>
    </message>
    <message>
        <source>Write down who collects it.</source>
        <translation>请写下代领人的姓名。</translation>
    </message>
    <message>
        <source>Everything is marked to stay here. Tap what goes along.</source>
        <translation>所有商品都标成了留店。请点选要提走的商品。</translation>
    </message>
</context>
<context>
    <name>HandSheet</name>
    <message>
        <source>Hand over</source>
        <translation>转交</translation>
    </message>
    <message>
        <source>Why (may be left empty)</source>
        <translation>原因（可不填）</translation>
    </message>
    <message>
        <source>Choose into whose book.</source>
        <translation>请选择转入谁的客户簿。</translation>
    </message>
</context>
<context>
    <name>HelpSheet</name>
    <message>
        <source>Keys</source>
        <translation>按键</translation>
    </message>
</context>
<context>
    <name>HoldsScreen</name>
    <message>
        <source>Back to selling</source>
        <translation>返回收银</translation>
    </message>
    <message>
        <source>Put it back on the counter</source>
        <translation>取回到柜台</translation>
    </message>
    <message numerus="yes">
        <source>%n held basket(s)</source>
        <translation>
            <numerusform>%n 张挂单</numerusform>
        </translation>
    </message>
    <message>
        <source>Enter or a tap puts one back on the counter.</source>
        <translation>按回车或点一下，就取回到柜台。</translation>
    </message>
    <message>
        <source>Nothing lies aside. F8 in the register sets a basket aside.</source>
        <translation>没有挂单。收银时按 F8 可以挂单。</translation>
    </message>
    <message>
        <source>The hub cannot be reached: only this till&apos;s own baskets can be recalled, and new ones of other tills do not show.</source>
        <translation>连不上总部：只能取回本机的挂单，其他收银机新的挂单也看不到。</translation>
    </message>
    <message>
        <source>till {0}</source>
        <translation>{0} 号收银机</translation>
    </message>
    <message>
        <source>this till</source>
        <translation>本机</translation>
    </message>
    <message>
        <source>taken by {0} at till {1}</source>
        <translation>已由{0}在 {1} 号收银机取走</translation>
    </message>
    <message>
        <source>only at till {0} while the hub is away</source>
        <translation>总部断开时只能在 {0} 号收银机取回</translation>
    </message>
    <message>
        <source>freed by head office; till {0} had it</source>
        <translation>总部已释放；曾由 {0} 号收银机取走</translation>
    </message>
    <message>
        <source>just now</source>
        <translation>刚刚</translation>
    </message>
    <message>
        <source>{0} min</source>
        <translation>{0} 分钟</translation>
    </message>
    <message>
        <source>{0} h</source>
        <translation>{0} 小时</translation>
    </message>
    <message>
        <source>{0} d</source>
        <translation>{0} 天</translation>
    </message>
    <message>
        <source>The hub is being asked, {0} s at most</source>
        <translation>正在联系总部，最多等 {0} 秒</translation>
    </message>
</context>
<context>
    <name>Keypad</name>
    <message>
        <source>Keypad</source>
        <translation>数字键盘</translation>
    </message>
    <message>
        <source>Backspace</source>
        <translation>退格</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>清除</translation>
    </message>
    <message>
        <source>Decimal point</source>
        <translation>小数点</translation>
    </message>
</context>
<context>
    <name>LabelsScreen</name>
    <message numerus="yes">
        <source>%n label(s) printed</source>
        <translation>
            <numerusform>已打印 %n 张价签</numerusform>
        </translation>
    </message>
    <message>
        <source>Saved as {0}</source>
        <translation>已存为 {0}</translation>
    </message>
    <message>
        <source>Stopped</source>
        <translation>已停止</translation>
    </message>
    <message>
        <source>Print the list</source>
        <translation>打印清单</translation>
    </message>
    <message>
        <source>Print its label</source>
        <translation>打印此价签</translation>
    </message>
    <message>
        <source>Labels of a category</source>
        <translation>整类价签</translation>
    </message>
    <message>
        <source>Category as PDF</source>
        <translation>整类存为 PDF</translation>
    </message>
    <message>
        <source>Back to selling</source>
        <translation>返回收银</translation>
    </message>
    <message>
        <source>The new label hangs there</source>
        <translation>新价签已换好</translation>
    </message>
    <message numerus="yes">
        <source>%n label(s) to replace</source>
        <translation>
            <numerusform>%n 个价签待换</numerusform>
        </translation>
    </message>
    <message>
        <source>Enter or a tap ticks off a label that hangs there.</source>
        <translation>价签换好后，按 Enter 或点一下划掉。</translation>
    </message>
    <message>
        <source>No price has changed in the last days, and none changes tomorrow.</source>
        <translation>最近几天没有改价，明天也没有。</translation>
    </message>
    <message>
        <source>from {0}</source>
        <translation>{0} 起</translation>
    </message>
    <message>
        <source>since {0}</source>
        <translation>{0} 起已生效</translation>
    </message>
    <message>
        <source>sold at the tag&apos;s price {0}</source>
        <translation>已按价签价售出 {0}</translation>
    </message>
    <message numerus="yes">
        <source>%n label(s)</source>
        <translation>
            <numerusform>%n 张价签</numerusform>
        </translation>
    </message>
    <message>
        <source>Labels of which category?</source>
        <translation>打印哪一类的价签？</translation>
    </message>
    <message>
        <source>Labels: {0} of {1}</source>
        <translation>价签：{0} / {1}</translation>
    </message>
    <message>
        <source>The list is printing</source>
        <translation>清单正在打印</translation>
    </message>
    <message>
        <source>The list waits for the printer; see to it, then it comes by itself</source>
        <translation>清单在等打印机；请先看打印机，好了会自动打印</translation>
    </message>
</context>
<context>
    <name>LatePointsSheet</name>
    <message>
        <source>Telephone number, member code or card</source>
        <translation>手机号、会员码或卡号</translation>
    </message>
    <message>
        <source>Give the points</source>
        <translation>补积分</translation>
    </message>
</context>
<context>
    <name>LatePointsSide</name>
    <message>
        <source>{0} points are there for {1}. Its prices stay as they were paid, and it is done once.</source>
        <translation>{1} 可补 {0} 积分。价格按当时付款不变，只能补一次。</translation>
    </message>
    <message>
        <source>Points for an earlier receipt</source>
        <translation>给已完成的小票补积分</translation>
    </message>
    <message>
        <source>{0} points for {1} of {2}</source>
        <translation>已给 {1} 补 {0} 积分（{2}）</translation>
    </message>
</context>
<context>
    <name>LeaveOutSheet</name>
    <message>
        <source>How many, of {0}?</source>
        <translation>留下几件（共 {0} 件）？</translation>
    </message>
    <message>
        <source>One less</source>
        <translation>少一件</translation>
    </message>
    <message>
        <source>One more</source>
        <translation>多一件</translation>
    </message>
    <message>
        <source>Leave out</source>
        <translation>不要了</translation>
    </message>
    <message>
        <source>Type a number from 1 to {0}</source>
        <translation>请输入 1 到 {0} 之间的数</translation>
    </message>
</context>
<context>
    <name>LeaveSheet</name>
    <message>
        <source>The basket stays on the counter.</source>
        <translation>购物篮留在柜台上。</translation>
    </message>
    <message>
        <source>Lock, back in a moment</source>
        <translation>锁定，马上回来</translation>
    </message>
    <message>
        <source>Another person signs in</source>
        <translation>换人登录</translation>
    </message>
    <message>
        <source>Change my PIN</source>
        <translation>更改我的密码</translation>
    </message>
    <message>
        <source>Name a deputy</source>
        <translation>指定代理</translation>
    </message>
    <message>
        <source>Somebody new or lent</source>
        <translation>新来或借调的人</translation>
    </message>
    <message>
        <source>Training</source>
        <translation>培训</translation>
    </message>
</context>
<context>
    <name>LeftOpen</name>
    <message>
        <source>This shift was left open: its day, {0}, is over. Selling goes on and counts for that day until a manager closes it.</source>
        <translation>这一班没有交班，营业日 {0} 已经过了。收银照常并记在那一天，直到店长交班。</translation>
    </message>
</context>
<context>
    <name>LentSheet</name>
    <message>
        <source>Somebody new or lent</source>
        <translation>新来或借调的人</translation>
    </message>
    <message>
        <source>They sell as a cashier at this till until the last day, and choose a PIN of their own at first.</source>
        <translation>他们在本机当收银员，到最后一天为止；第一次登录时自己设密码。</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>姓名</translation>
    </message>
    <message numerus="yes">
        <source>%n day(s)</source>
        <translation>
            <numerusform>%n 天</numerusform>
        </translation>
    </message>
    <message>
        <source>On to the PIN</source>
        <translation>下一步：密码</translation>
    </message>
    <message>
        <source>Type the person&apos;s name.</source>
        <translation>请写这个人的名字。</translation>
    </message>
    <message>
        <source>First PIN for {0}</source>
        <translation>给{0}的第一个密码</translation>
    </message>
</context>
<context>
    <name>LineScreen</name>
    <message>
        <source>Line to the hub</source>
        <translation>与总部的连接</translation>
    </message>
    <message>
        <source>Copies on this till</source>
        <translation>本机的副本</translation>
    </message>
    <message>
        <source>Exchange now</source>
        <translation>立即同步</translation>
    </message>
    <message>
        <source>Connect this till again</source>
        <translation>重新连接本机</translation>
    </message>
    <message>
        <source>Code from head office</source>
        <translation>总部给的码</translation>
    </message>
    <message>
        <source>Back to selling</source>
        <translation>返回收银</translation>
    </message>
    <message>
        <source>Until somebody goes online again, head office hears nothing and new prices do not arrive.</source>
        <translation>重新联网之前，总部收不到数据，新价格也不会更新。</translation>
    </message>
    <message>
        <source>Go online</source>
        <translation>恢复联网</translation>
    </message>
    <message>
        <source>Go offline (training)</source>
        <translation>断开联网（培训）</translation>
    </message>
    <message>
        <source>Starting…</source>
        <translation>正在启动…</translation>
    </message>
    <message>
        <source>Switched off by hand. Selling goes on; everything is kept here until you go online.</source>
        <translation>已手动断开。可以照常收银，数据都留在本机，恢复联网后再上传。</translation>
    </message>
    <message>
        <source>Offline</source>
        <translation>离线</translation>
    </message>
    <message>
        <source>Online</source>
        <translation>在线</translation>
    </message>
    <message>
        <source>Everything is at the hub.</source>
        <translation>全部数据都已到总部。</translation>
    </message>
    <message>
        <source>The hub cannot be reached. Selling goes on; it is tried again by itself.</source>
        <translation>连不上总部。可以照常收银，会自动重试。</translation>
    </message>
    <message>
        <source>Behind</source>
        <translation>落后</translation>
    </message>
    <message>
        <source>Some entries have not reached the hub yet.</source>
        <translation>还有记录没有上传到总部。</translation>
    </message>
    <message>
        <source>Diagnosis file for support</source>
        <translation>给支持人员的诊断文件</translation>
    </message>
    <message>
        <source>Everything was sent; some of it the hub refused, see there what can be done.</source>
        <translation>全部已上传；其中有被总部拒收的，请看拒收列表怎么处理。</translation>
    </message>
    <message>
        <source>The hub was asked and has said nothing for more than {0} s. Selling goes on; it is asked again by itself.</source>
        <translation>已询问总部，超过 {0} 秒没有应答。照常销售，会自动再问。</translation>
    </message>
    <message>
        <source>No answer</source>
        <translation>没有应答</translation>
    </message>
    <message>
        <source>Hub says no</source>
        <translation>总部拒绝</translation>
    </message>
    <message>
        <source>The hub does not take what this till sends.</source>
        <translation>总部不接受本机上传的数据。</translation>
    </message>
    <message>
        <source>The exchange did not work just now. What is here stays as it was, and it is tried again by itself; if it stays so, call head office and read out the number.</source>
        <translation>这次同步没有成功。本机原有数据不变，会自动重试；一直这样就联系总部，报上这串数字。</translation>
    </message>
    <message>
        <source>The hub&apos;s program is newer: have this till updated by {0}.</source>
        <translation>总部的程序较新，请在 {0} 前更新本机。</translation>
    </message>
    <message>
        <source>The hub&apos;s program is newer: have this till updated soon.</source>
        <translation>总部的程序较新，请尽快更新本机。</translation>
    </message>
    <message>
        <source>The hub&apos;s program is older; what it does not understand yet is kept there.</source>
        <translation>总部的程序较旧；它还看不懂的内容会原样保存在那里。</translation>
    </message>
    <message>
        <source>The hub sends what this program cannot read yet ({0}); it comes with the update.</source>
        <translation>总部发来的部分资料本机还读不懂（{0}），更新程序后会补上。</translation>
    </message>
    <message>
        <source>never</source>
        <translation>从未</translation>
    </message>
    <message>
        <source>It stands so since</source>
        <translation>此状态始于</translation>
    </message>
    <message>
        <source>Last whole exchange</source>
        <translation>上次完整同步</translation>
    </message>
    <message>
        <source>Waiting to be sent</source>
        <translation>待上传</translation>
    </message>
    <message>
        <source>The oldest of them is from</source>
        <translation>其中最早一条</translation>
    </message>
    <message>
        <source>This till</source>
        <translation>本机</translation>
    </message>
    <message>
        <source>Hub</source>
        <translation>总部</translation>
    </message>
    <message>
        <source>Program here / at the hub</source>
        <translation>本机程序 / 总部程序</translation>
    </message>
    <message>
        <source>Goods, prices and offers as of</source>
        <translation>商品、价格和促销截至</translation>
    </message>
    <message>
        <source>Staff as of</source>
        <translation>员工截至</translation>
    </message>
    <message>
        <source>Pictures and tags as of</source>
        <translation>图片和价签更新于</translation>
    </message>
    <message>
        <source>Stopped goods as of</source>
        <translation>停售商品截至</translation>
    </message>
    <message>
        <source>Shop settings as of</source>
        <translation>门店设置截至</translation>
    </message>
    <message>
        <source>Coupons as of</source>
        <translation>优惠券数据截至</translation>
    </message>
    <message>
        <source>Members as of</source>
        <translation>会员数据截至</translation>
    </message>
    <message>
        <source>Stored value and points as of</source>
        <translation>储值和积分截至</translation>
    </message>
    <message>
        <source>Online orders as of</source>
        <translation>网上订单截至</translation>
    </message>
    <message>
        <source>Held baskets as of</source>
        <translation>挂单截至</translation>
    </message>
    <message>
        <source>Stock of other shops as of</source>
        <translation>其他门店库存截至</translation>
    </message>
    <message>
        <source>Stopped until the hub is reached, because the copy is too old: {0}</source>
        <translation>数据太旧，连上总部前停用：{0}</translation>
    </message>
    <message numerus="yes">
        <source>%n balance(s) came with a wrong signature and are not used. Tell head office.</source>
        <translation>
            <numerusform>%n 条余额签名不对，不使用。请通知总部。</numerusform>
        </translation>
    </message>
    <message>
        <source>Go online first</source>
        <translation>请先恢复联网</translation>
    </message>
    <message>
        <source>The hub is being asked, {0} s at most</source>
        <translation>正在联系总部，最多等 {0} 秒</translation>
    </message>
    <message>
        <source>Everything is being looked at</source>
        <translation>正在检查各项情况</translation>
    </message>
    <message>
        <source>It is in {0}. Nothing personal is in it.</source>
        <translation>文件在 {0}，里面没有个人信息。</translation>
    </message>
    <message>
        <source>The hub is being asked</source>
        <translation>正在联系总部</translation>
    </message>
    <message>
        <source>The hub answers</source>
        <translation>总部有应答</translation>
    </message>
    <message>
        <source>Connected again; what waited is being sent</source>
        <translation>已重新连接，正在上传等待的记录</translation>
    </message>
</context>
<context>
    <name>ListSheet</name>
    <message>
        <source>Choose a row first: by the arrows or by a tap.</source>
        <translation>请先选一行：用方向键或点一下。</translation>
    </message>
</context>
<context>
    <name>MailSheet</name>
    <message>
        <source>Receipt {0} by e-mail</source>
        <translation>邮件发送小票 {0}</translation>
    </message>
    <message>
        <source>It is sent by itself, now or when the line is back. The address is kept for nothing else.</source>
        <translation>会自动发出，断网时等恢复后再发。邮箱只用于这一次，不作他用。</translation>
    </message>
    <message>
        <source>E-mail address</source>
        <translation>邮箱地址</translation>
    </message>
    <message>
        <source>Send</source>
        <translation>发送</translation>
    </message>
    <message>
        <source>To the member: {0}</source>
        <translation>发给会员：{0}</translation>
    </message>
</context>
<context>
    <name>Mailing</name>
    <message>
        <source>E-mail to {0}: {1}</source>
        <translation>邮件 {0}：{1}</translation>
    </message>
    <message>
        <source>not delivered. {0}</source>
        <translation>没有送达。{0}</translation>
    </message>
    <message>
        <source>sent (simulated)</source>
        <translation>已发出（模拟）</translation>
    </message>
    <message>
        <source>sent</source>
        <translation>已发出</translation>
    </message>
    <message>
        <source>on its way. {0}</source>
        <translation>正在发送。{0}</translation>
    </message>
    <message>
        <source>on its way</source>
        <translation>正在发送</translation>
    </message>
    <message>
        <source>goes when the line is back</source>
        <translation>联网后发出</translation>
    </message>
</context>
<context>
    <name>MemberActs</name>
    <message>
        <source>Changed</source>
        <translation>已修改</translation>
    </message>
    <message>
        <source>Merged: both numbers lead here now</source>
        <translation>已合并：两个号码现在都指向这位会员</translation>
    </message>
</context>
<context>
    <name>MemberDetailSheets</name>
    <message>
        <source>Notes are only added, never changed: whoever reads them sees who wrote them and when.</source>
        <translation>备注只能添加，不能修改；会显示是谁、什么时候写的。</translation>
    </message>
    <message>
        <source>What colleagues should know</source>
        <translation>同事需要知道的事</translation>
    </message>
    <message>
        <source>Notes on {0}</source>
        <translation>{0} 的备注</translation>
    </message>
    <message>
        <source>Write it down</source>
        <translation>写下备注</translation>
    </message>
    <message>
        <source>First the day, then a space and what it is: 05-20 Wedding day, or 2020-05-20 Wedding day.</source>
        <translation>先写日期，空格，再写名称：05-20 结婚纪念日，或 2020-05-20 结婚纪念日。</translation>
    </message>
    <message>
        <source>05-20 Wedding day</source>
        <translation>05-20 结婚纪念日</translation>
    </message>
    <message>
        <source>Take away</source>
        <translation>去掉</translation>
    </message>
    <message>
        <source>Dates of {0}</source>
        <translation>{0} 的纪念日</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>添加</translation>
    </message>
    <message>
        <source>Short words by which customers are put together, as VIP or gifts.</source>
        <translation>用几个字把顾客归类，例如 VIP、送礼。</translation>
    </message>
    <message>
        <source>Tags of {0}</source>
        <translation>{0} 的标签</translation>
    </message>
    <message>
        <source>Tag</source>
        <translation>标签</translation>
    </message>
    <message>
        <source>Wish list of {0}</source>
        <translation>{0} 的心愿单</translation>
    </message>
    <message>
        <source>Written down</source>
        <translation>已记下</translation>
    </message>
    <message>
        <source>Taken away</source>
        <translation>已去掉</translation>
    </message>
</context>
<context>
    <name>MembersScreen</name>
    <message>
        <source>Find a member</source>
        <translation>找会员</translation>
    </message>
    <message>
        <source>New member</source>
        <translation>新会员</translation>
    </message>
    <message>
        <source>Put on the basket</source>
        <translation>加到小票</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>修改</translation>
    </message>
    <message>
        <source>Consent</source>
        <translation>联系同意</translation>
    </message>
    <message>
        <source>Show in full</source>
        <translation>显示全部</translation>
    </message>
    <message>
        <source>Merge</source>
        <translation>合并</translation>
    </message>
    <message>
        <source>Back to selling</source>
        <translation>返回收银</translation>
    </message>
    <message>
        <source>Client books</source>
        <translation>客户簿</translation>
    </message>
    <message>
        <source>Client book</source>
        <translation>客户簿</translation>
    </message>
    <message>
        <source>Purchases or all</source>
        <translation>购买/全部往来</translation>
    </message>
    <message>
        <source>Top up</source>
        <translation>充值</translation>
    </message>
    <message>
        <source>Open orders</source>
        <translation>未完成订单</translation>
    </message>
    <message>
        <source>Sizes and preferences</source>
        <translation>尺码与偏好</translation>
    </message>
    <message>
        <source>Notes</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>Wish list</source>
        <translation>心愿单</translation>
    </message>
    <message>
        <source>Dates</source>
        <translation>纪念日</translation>
    </message>
    <message>
        <source>Tags</source>
        <translation>标签</translation>
    </message>
    <message>
        <source>Next follow-up</source>
        <translation>下次跟进</translation>
    </message>
    <message>
        <source>Number, last four and name, card, name, pinyin, mail</source>
        <translation>手机号、尾号+姓、卡号、姓名、拼音、邮箱</translation>
    </message>
    <message>
        <source>Show the member; asks the hub where nobody here is meant</source>
        <translation>显示会员；本店没有时问总部</translation>
    </message>
    <message>
        <source>Nobody here. Enter asks the hub; F3 enrols.</source>
        <translation>本店没有。按回车问总部，F3 登记新会员。</translation>
    </message>
    <message>
        <source>Type a number, its last four digits and the surname, a name or pinyin, or scan the card.</source>
        <translation>输入手机号、尾号四位加姓、姓名或拼音，或扫会员卡。</translation>
    </message>
    <message>
        <source>Several fit: compare the digits, then choose one.</source>
        <translation>有几位符合：核对尾号后再选。</translation>
    </message>
    <message>
        <source>The hub is being asked, {0} s at most</source>
        <translation>正在问总部，最多 {0} 秒</translation>
    </message>
    <message>
        <source>Choose a member</source>
        <translation>请选择会员</translation>
    </message>
    <message>
        <source>No tier</source>
        <translation>无等级</translation>
    </message>
    <message>
        <source>Enrolled. The basket is another member&apos;s: {0} puts them on it</source>
        <translation>已登记。收银台上是另一位会员的商品：按 {0} 才换成这位</translation>
    </message>
    <message>
        <source>The member&apos;s data are on this till no more.</source>
        <translation>这位会员的资料已不在本机。</translation>
    </message>
    <message>
        <source>Nobody is known by that, here or at the hub. F3 enrols them.</source>
        <translation>本店和总部都没有这位会员。按 F3 新建会员。</translation>
    </message>
    <message>
        <source>Back to the basket</source>
        <translation>回到小票</translation>
    </message>
    <message>
        <source>Two tills wrote differently: {0}. {1} says what holds.</source>
        <translation>两台收银机填写不同：{0}。按 {1} 确认以哪个为准。</translation>
    </message>
    <message>
        <source>Counter</source>
        <translation>门店</translation>
    </message>
    <message>
        <source>{0} came back</source>
        <translation>已退 {0}</translation>
    </message>
    <message>
        <source>Enrolled, and on the basket</source>
        <translation>已登记并加到小票</translation>
    </message>
    <message>
        <source>Kept what they agreed to</source>
        <translation>联系同意已保存</translation>
    </message>
</context>
<context>
    <name>MergeSheet</name>
    <message>
        <source>{0} is enrolled twice</source>
        <translation>{0} 登记了两次</translation>
    </message>
    <message>
        <source>Find who remains: points, money and purchases of both are theirs then, and {0} leads there.</source>
        <translation>找出保留的会员：两人的积分、储值和消费都归他，{0} 也指向他。</translation>
    </message>
    <message>
        <source>Who remains: number, last four digits, name</source>
        <translation>保留哪位：手机号、尾号、姓名</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>Merge</source>
        <translation>合并</translation>
    </message>
    <message>
        <source>Choose who remains.</source>
        <translation>请选择保留的会员。</translation>
    </message>
    <message>
        <source>Give a reason.</source>
        <translation>请写原因。</translation>
    </message>
</context>
<context>
    <name>NewPinSheet</name>
    <message>
        <source>Your present PIN.</source>
        <translation>现在的密码。</translation>
    </message>
    <message>
        <source>A new PIN: 4 to 8 digits, not all the same and none in a row.</source>
        <translation>新密码：4 到 8 位数字，不要全部一样或连续。</translation>
    </message>
    <message>
        <source>The same PIN once more.</source>
        <translation>再输一次新密码。</translation>
    </message>
</context>
<context>
    <name>NoReceiptSheet</name>
    <message>
        <source>Receipt {0} is not known here</source>
        <translation>本机不认识小票 {0}</translation>
    </message>
    <message>
        <source>No receipt</source>
        <translation>没有小票</translation>
    </message>
    <message>
        <source>Store credit at the lowest price of the last weeks, to whoever brings it.</source>
        <translation>按近期最低售价退成储值，退给来退货的人。</translation>
    </message>
    <message>
        <source>The hub is away: provisional store credit, up to the shop&apos;s cap. Head office looks at it.</source>
        <translation>总部连不上：先退成储值，不超过门店限额；总部之后核查。</translation>
    </message>
    <message>
        <source>Telephone of whoever brings it</source>
        <translation>来退货的人的手机号</translation>
    </message>
    <message>
        <source>Scan the goods, or type their number</source>
        <translation>扫商品，或输入货号</translation>
    </message>
    <message>
        <source>Why does it come back? Alt+1</source>
        <translation>退货原因 Alt+1</translation>
    </message>
    <message>
        <source>In which state is it? Alt+2</source>
        <translation>商品状况 Alt+2</translation>
    </message>
    <message>
        <source>One less</source>
        <translation>少一件</translation>
    </message>
    <message>
        <source>One more</source>
        <translation>多一件</translation>
    </message>
    <message>
        <source>Serial number on the goods</source>
        <translation>商品上的序列号</translation>
    </message>
    <message>
        <source>Take back for store credit</source>
        <translation>退货，退成储值</translation>
    </message>
    <message>
        <source>And more goods</source>
        <translation>还有其他商品</translation>
    </message>
    <message>
        <source>As new</source>
        <translation>完好</translation>
    </message>
    <message>
        <source>Opened</source>
        <translation>已拆封</translation>
    </message>
    <message>
        <source>Damaged</source>
        <translation>破损</translation>
    </message>
    <message>
        <source>Defective</source>
        <translation>有质量问题</translation>
    </message>
</context>
<context>
    <name>OrderActs</name>
    <message>
        <source>Who takes it along?</source>
        <translation>由谁带走？</translation>
    </message>
    <message>
        <source>{0} sees that it is on its way.</source>
        <translation>{0}会看到商品已发出。</translation>
    </message>
    <message>
        <source>Name or company</source>
        <translation>姓名或公司</translation>
    </message>
    <message>
        <source>On which shelf is it?</source>
        <translation>放在哪个货位？</translation>
    </message>
    <message>
        <source>The customer is told that it is ready.</source>
        <translation>会通知顾客来提货。</translation>
    </message>
    <message>
        <source>Shelf</source>
        <translation>货位</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>完成</translation>
    </message>
    <message>
        <source>Every till of the shop shows that the customer waits outside.</source>
        <translation>店里每台收银机都会显示顾客在店外等候。</translation>
    </message>
    <message>
        <source>Where does the customer wait?</source>
        <translation>顾客在哪里等？</translation>
    </message>
    <message>
        <source>Car, number plate, place</source>
        <translation>车型、车牌或位置</translation>
    </message>
    <message>
        <source>Another shop gets it if one has all of it, else all that was paid goes back.</source>
        <translation>其他门店有货就转过去，否则全额退款。</translation>
    </message>
    <message>
        <source>Why can the shop not do it?</source>
        <translation>为什么不能接这张订单？</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>Unlock {0}</source>
        <translation>解锁 {0}</translation>
    </message>
</context>
<context>
    <name>OrderAlert</name>
    <message>
        <source>The customer of {0} is here{1}</source>
        <translation>{0} 的顾客到了{1}</translation>
    </message>
    <message>
        <source>New online order: {0}</source>
        <translation>新的网上订单：{0}</translation>
    </message>
</context>
<context>
    <name>OrderWords</name>
    <message>
        <source>{0} min</source>
        <translation>{0} 分钟</translation>
    </message>
    <message>
        <source>{0}, late</source>
        <translation>{0}，已超时</translation>
    </message>
    <message>
        <source>Customer is here</source>
        <translation>顾客在门外</translation>
    </message>
    <message>
        <source>Promised {0}</source>
        <translation>承诺 {0}</translation>
    </message>
    <message>
        <source>{0} to pay</source>
        <translation>待付 {0}</translation>
    </message>
    <message>
        <source>{0}, paid</source>
        <translation>{0}，已付</translation>
    </message>
    <message>
        <source>shelf {0}</source>
        <translation>货位 {0}</translation>
    </message>
    <message>
        <source>kept until {0}</source>
        <translation>保留到 {0}</translation>
    </message>
    <message>
        <source>told {0} times</source>
        <translation>已通知 {0} 次</translation>
    </message>
    <message>
        <source>{0} goes back</source>
        <translation>退 {0}</translation>
    </message>
    <message>
        <source>{0} paid at a counter is owed back</source>
        <translation>柜台收的 {0} 待退还</translation>
    </message>
    <message>
        <source>with {0}</source>
        <translation>{0} 处理中</translation>
    </message>
    <message>
        <source>The customer waits outside</source>
        <translation>顾客在门外等</translation>
    </message>
    <message>
        <source>The customer waits outside: {0}</source>
        <translation>顾客在门外等：{0}</translation>
    </message>
    <message>
        <source>{0} missing</source>
        <translation>缺 {0}</translation>
    </message>
    <message>
        <source>{0} on its way from another shop</source>
        <translation>{0} 他店已发出</translation>
    </message>
    <message>
        <source>{0} asked of another shop</source>
        <translation>{0} 已请他店调货</translation>
    </message>
    <message>
        <source>given out</source>
        <translation>已交付</translation>
    </message>
    <message>
        <source>to be found</source>
        <translation>待拣</translation>
    </message>
    <message>
        <source>found</source>
        <translation>已拣</translation>
    </message>
    <message>
        <source>to come</source>
        <translation>待到货</translation>
    </message>
    <message>
        <source>Goods of it were given out here when it was over already. Head office has been told.</source>
        <translation>商品在订单结束后从这里交出。已告知总部。</translation>
    </message>
    <message>
        <source>Five wrong codes: locked for 15 minutes, unless a manager unlocks it.</source>
        <translation>提货码错了 5 次，锁定 15 分钟；店长可以解锁。</translation>
    </message>
    <message>
        <source>Scan each piece, or type its code and Enter.</source>
        <translation>请逐件扫描商品，或输入条码、货号后按回车。</translation>
    </message>
    <message>
        <source>{0} has it in their hands.</source>
        <translation>{0}正在处理。</translation>
    </message>
    <message>
        <source>Nobody</source>
        <translation>没有人</translation>
    </message>
    <message>
        <source>Give {0} back</source>
        <translation>退还 {0}</translation>
    </message>
    <message>
        <source>Take it</source>
        <translation>接单</translation>
    </message>
    <message>
        <source>Ready: put it on a shelf</source>
        <translation>备好，放上货位</translation>
    </message>
    <message>
        <source>Ready without what is missing</source>
        <translation>缺货部分除外，备好</translation>
    </message>
    <message>
        <source>Take {0} first</source>
        <translation>先收 {0}</translation>
    </message>
    <message>
        <source>Send it off</source>
        <translation>发出</translation>
    </message>
    <message>
        <source>Hand over</source>
        <translation>交付</translation>
    </message>
</context>
<context>
    <name>OrdersScreen</name>
    <message>
        <source>The hub is being asked</source>
        <translation>正在询问总部</translation>
    </message>
    <message>
        <source>Find an order</source>
        <translation>查找订单</translation>
    </message>
    <message>
        <source>Back to selling</source>
        <translation>返回收银</translation>
    </message>
    <message>
        <source>Not found</source>
        <translation>缺货</translation>
    </message>
    <message>
        <source>Other goods</source>
        <translation>换货</translation>
    </message>
    <message>
        <source>Take back</source>
        <translation>撤回一件</translation>
    </message>
    <message>
        <source>Release</source>
        <translation>放回</translation>
    </message>
    <message>
        <source>Tell again</source>
        <translation>再次通知</translation>
    </message>
    <message>
        <source>At the kerb</source>
        <translation>店外等候</translation>
    </message>
    <message>
        <source>Sell more</source>
        <translation>顺带加购</translation>
    </message>
    <message>
        <source>Unlock</source>
        <translation>解锁</translation>
    </message>
    <message>
        <source>Reject</source>
        <translation>拒单</translation>
    </message>
    <message>
        <source>It has come</source>
        <translation>调货已到</translation>
    </message>
    <message>
        <source>Print</source>
        <translation>打印</translation>
    </message>
    <message>
        <source>Goods or history</source>
        <translation>商品或经过</translation>
    </message>
    <message>
        <source>Number, code, telephone, or 8000 and the name</source>
        <translation>订单号、提货码、手机号，或“8000 姓名”</translation>
    </message>
    <message>
        <source>Goods</source>
        <translation>商品</translation>
    </message>
    <message>
        <source>History</source>
        <translation>经过</translation>
    </message>
    <message>
        <source>To do</source>
        <translation>待办</translation>
    </message>
    <message>
        <source>Mine</source>
        <translation>我的</translation>
    </message>
    <message>
        <source>Ready</source>
        <translation>待提</translation>
    </message>
    <message>
        <source>Pick list</source>
        <translation>拣货单</translation>
    </message>
    <message>
        <source>Show the order</source>
        <translation>查看订单</translation>
    </message>
    <message>
        <source>No order waits. New ones come by themselves.</source>
        <translation>没有待办的订单，新订单会自动出现。</translation>
    </message>
    <message>
        <source>Several fit: compare name and goods, then choose one.</source>
        <translation>有几张符合：请核对姓名和商品，再选一张。</translation>
    </message>
    <message>
        <source>Nothing is to be fetched.</source>
        <translation>没有要拣的商品。</translation>
    </message>
    <message>
        <source>Choose an order</source>
        <translation>请选一张订单</translation>
    </message>
    <message>
        <source>Handed over</source>
        <translation>已交付</translation>
    </message>
    <message>
        <source>The pick slip is printing</source>
        <translation>正在打印拣货单</translation>
    </message>
    <message>
        <source>On its way</source>
        <translation>已发出</translation>
    </message>
    <message>
        <source>It is here: put it on a shelf, the customer is told</source>
        <translation>已到店：请放到取货架，再通知顾客</translation>
    </message>
    <message>
        <source>The line is down: the customer is told as soon as it is back</source>
        <translation>网络断开：恢复后马上通知顾客</translation>
    </message>
    <message>
        <source>Ready; the customer is told</source>
        <translation>已备好，会通知顾客</translation>
    </message>
    <message>
        <source>The customer is told once more</source>
        <translation>会再通知顾客一次</translation>
    </message>
</context>
<context>
    <name>OwnSheet</name>
    <message>
        <source>Sizes and preferences of {0}</source>
        <translation>{0} 的尺码与偏好</translation>
    </message>
    <message>
        <source>{0}: two tills wrote differently, one of them “{1}”. Type what holds.</source>
        <translation>{0}：两台收银机填写不同，另一台写的是“{1}”。请输入正确的内容。</translation>
    </message>
    <message>
        <source>Keep this</source>
        <translation>保存</translation>
    </message>
</context>
<context>
    <name>PaperPill</name>
    <message>
        <source>Printer off: the receipt will wait</source>
        <translation>打印机没开：小票会先等着</translation>
    </message>
    <message>
        <source>No paper: the receipt will wait</source>
        <translation>没有纸：小票会先等着</translation>
    </message>
    <message>
        <source>Printer needs help: the receipt will wait</source>
        <translation>打印机有问题：小票会先等着</translation>
    </message>
    <message>
        <source>{0} waiting</source>
        <translation>{0} 张待打</translation>
    </message>
</context>
<context>
    <name>PayOutSheet</name>
    <message>
        <source>Pay {0} out in another way</source>
        <translation>用其他方式付出 {0}</translation>
    </message>
    <message>
        <source>{0} will not give it back: {1}. Give it to the customer now, once; head office sees it.</source>
        <translation>{0}退不了：{1}。请现在付给顾客，只付一次；总部会看到记录。</translation>
    </message>
    <message>
        <source>Cash</source>
        <translation>现金</translation>
    </message>
    <message>
        <source>Card</source>
        <translation>刷卡</translation>
    </message>
    <message>
        <source>Wallet, outside</source>
        <translation>钱包（另收）</translation>
    </message>
    <message>
        <source>Number on that slip</source>
        <translation>那张凭条上的号码</translation>
    </message>
    <message>
        <source>Why, and to whom?</source>
        <translation>为什么付、付给谁？</translation>
    </message>
    <message>
        <source>It is paid out</source>
        <translation>已付出</translation>
    </message>
    <message>
        <source>Customer came back</source>
        <translation>顾客回来取</translation>
    </message>
    <message>
        <source>Customer waits</source>
        <translation>顾客在等</translation>
    </message>
    <message>
        <source>Account closed</source>
        <translation>账户已注销</translation>
    </message>
</context>
<context>
    <name>PaymentScreen</name>
    <message>
        <source>Back to the goods</source>
        <translation>返回商品</translation>
    </message>
    <message>
        <source>Print again</source>
        <translation>再打一张</translation>
    </message>
    <message>
        <source>Cash</source>
        <translation>现金</translation>
    </message>
    <message>
        <source>Card terminal</source>
        <translation>刷卡机</translation>
    </message>
    <message>
        <source>Amount</source>
        <translation>金额</translation>
    </message>
    <message>
        <source>Part payment</source>
        <translation>部分付款</translation>
    </message>
    <message>
        <source>Card by slip</source>
        <translation>刷卡（凭条）</translation>
    </message>
    <message>
        <source>Ask again</source>
        <translation>再查一次</translation>
    </message>
    <message>
        <source>Take it back</source>
        <translation>撤销付款</translation>
    </message>
    <message>
        <source>Card</source>
        <translation>刷卡</translation>
    </message>
    <message>
        <source>Voucher</source>
        <translation>代金券</translation>
    </message>
    <message>
        <source>Take back</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Total</source>
        <translation>合计</translation>
    </message>
    <message>
        <source>Cash rounding</source>
        <translation>现金舍入</translation>
    </message>
    <message>
        <source>Still to pay</source>
        <translation>还应收</translation>
    </message>
    <message>
        <source>Decide by hand</source>
        <translation>人工确认</translation>
    </message>
    <message>
        <source>Leave out</source>
        <translation>不要了</translation>
    </message>
    <message>
        <source>Points</source>
        <translation>积分</translation>
    </message>
    <message>
        <source>Gift card</source>
        <translation>礼品卡</translation>
    </message>
    <message>
        <source>Wallet</source>
        <translation>扫码付</translation>
    </message>
    <message>
        <source>Wallet, outside</source>
        <translation>钱包（另收）</translation>
    </message>
    <message>
        <source>Stored value</source>
        <translation>储值</translation>
    </message>
    <message>
        <source>Too much taken</source>
        <translation>多收</translation>
    </message>
    <message>
        <source>To give back</source>
        <translation>应退</translation>
    </message>
    <message>
        <source>Card paid</source>
        <translation>刷卡完成</translation>
    </message>
    <message>
        <source>Ask the terminal</source>
        <translation>刷卡收款</translation>
    </message>
    <message>
        <source>Use points</source>
        <translation>用积分付</translation>
    </message>
    <message>
        <source>Ask the wallet</source>
        <translation>向钱包收款</translation>
    </message>
    <message>
        <source>Wallet paid</source>
        <translation>钱包已收</translation>
    </message>
    <message>
        <source>Take cash</source>
        <translation>收现金</translation>
    </message>
    <message>
        <source>Take it</source>
        <translation>收款</translation>
    </message>
    <message>
        <source>Finish the sale</source>
        <translation>完成这笔</translation>
    </message>
    <message>
        <source>Give it back and finish</source>
        <translation>退款并完成</translation>
    </message>
    <message>
        <source>Give {0} back</source>
        <translation>退还 {0}</translation>
    </message>
    <message>
        <source>So much cash is rarely handed over. Look at the amount again.</source>
        <translation>很少有人给这么多现金，请再看一下金额。</translation>
    </message>
    <message>
        <source>It is right</source>
        <translation>没错</translation>
    </message>
    <message>
        <source>Correct the amount</source>
        <translation>改金额</translation>
    </message>
    <message>
        <source>Copy of {0} is printing</source>
        <translation>正在打印 {0} 的副本</translation>
    </message>
</context>
<context>
    <name>People</name>
    <message>
        <source>{0}&apos;s basket lies here</source>
        <translation>柜台上是{0}的购物车</translation>
    </message>
    <message numerus="yes">
        <source>%n line(s). Taken over, its lines keep who rang them up.</source>
        <translation>
            <numerusform>共 %n 行。接手后，每行仍记着是谁扫的。</numerusform>
        </translation>
    </message>
    <message>
        <source>Take it over</source>
        <translation>接手</translation>
    </message>
    <message>
        <source>It waits for {0}</source>
        <translation>留给{0}</translation>
    </message>
    <message>
        <source>Your basket is back.</source>
        <translation>您的购物车回来了。</translation>
    </message>
    <message>
        <source>Choose a PIN of your own</source>
        <translation>请设置自己的密码</translation>
    </message>
    <message>
        <source>Your PIN is changed.</source>
        <translation>密码已更改。</translation>
    </message>
    <message>
        <source>Change my PIN</source>
        <translation>更改我的密码</translation>
    </message>
    <message>
        <source>New PIN for {0}</source>
        <translation>为{0}设新密码</translation>
    </message>
    <message>
        <source>{0} has a new PIN and changes it at the next sign-in.</source>
        <translation>{0}有了新密码，下次登录时自己更改。</translation>
    </message>
    <message>
        <source>{0} can sign in now.</source>
        <translation>{0}现在可以登录了。</translation>
    </message>
</context>
<context>
    <name>PhotoSheet</name>
    <message>
        <source>A picture of the goods</source>
        <translation>商品照片</translation>
    </message>
    <message>
        <source>Another folder, or a file</source>
        <translation>其他文件夹或文件</translation>
    </message>
    <message>
        <source>No pictures in {0}. Drop one here, or type another folder.</source>
        <translation>{0} 里没有照片。请拖入一张，或输入其他文件夹。</translation>
    </message>
    <message>
        <source>The newest of {0}, or drop one here.</source>
        <translation>{0} 里最新的照片；也可以拖入一张。</translation>
    </message>
</context>
<context>
    <name>PinPad</name>
    <message>
        <source>PIN</source>
        <translation>密码</translation>
    </message>
    <message>
        <source>Backspace</source>
        <translation>退格</translation>
    </message>
    <message>
        <source>Confirm</source>
        <translation>确认</translation>
    </message>
    <message>
        <source>Digits typed: {0}</source>
        <translation>已输入 {0} 位</translation>
    </message>
</context>
<context>
    <name>PriceCheck</name>
    <message>
        <source>Price check</source>
        <translation>查价</translation>
    </message>
    <message>
        <source>Scan, or type a code or a name</source>
        <translation>扫码，或输入条码、名称</translation>
    </message>
    <message>
        <source>Into the basket</source>
        <translation>加入购物篮</translation>
    </message>
    <message>
        <source>Price asked</source>
        <translation>现场定价</translation>
    </message>
    <message>
        <source>List price {0}</source>
        <translation>原价（标价） {0}</translation>
    </message>
    <message>
        <source>Members {0}</source>
        <translation>会员价 {0}</translation>
    </message>
    <message>
        <source>Here: {0}</source>
        <translation>本店库存 {0}</translation>
    </message>
</context>
<context>
    <name>PrinterSection</name>
    <message>
        <source>Receipt printer</source>
        <translation>小票打印机</translation>
    </message>
    <message>
        <source>Printer</source>
        <translation>打印机</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>地址</translation>
    </message>
    <message>
        <source>Paper width</source>
        <translation>纸宽</translation>
    </message>
    <message>
        <source>Characters</source>
        <translation>字符</translation>
    </message>
    <message>
        <source>Language of receipts</source>
        <translation>小票语言</translation>
    </message>
    <message>
        <source>Drawer on pin</source>
        <translation>钱箱针脚</translation>
    </message>
    <message>
        <source>Pick slips of online orders</source>
        <translation>网单拣货单</translation>
    </message>
    <message>
        <source>Here as they come: at one till of the shop. Else where somebody takes the order.</source>
        <translation>新单一到就在本机打印（全店只设一台）；否则在接单的收银机打印。</translation>
    </message>
    <message>
        <source>Simulated</source>
        <translation>模拟</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>网络</translation>
    </message>
    <message>
        <source>Serial</source>
        <translation>串口</translation>
    </message>
    <message>
        <source>System</source>
        <translation>系统打印机</translation>
    </message>
    <message>
        <source>Device file</source>
        <translation>设备文件</translation>
    </message>
    <message>
        <source>Try it</source>
        <translation>试一试</translation>
    </message>
    <message>
        <source>A page with everything on it; the drawer; the second screen.</source>
        <translation>打印测试页、打开钱箱、点亮副屏。</translation>
    </message>
    <message>
        <source>Test page</source>
        <translation>测试页</translation>
    </message>
    <message>
        <source>Drawer</source>
        <translation>钱箱</translation>
    </message>
    <message>
        <source>Display</source>
        <translation>顾客屏</translation>
    </message>
    <message>
        <source>Printer for labels</source>
        <translation>价签打印机</translation>
    </message>
    <message>
        <source>Empty: the receipt printer prints them.</source>
        <translation>留空则用小票打印机。</translation>
    </message>
    <message>
        <source>Address, for example lp:Labels or tcp://192.168.1.51:9100</source>
        <translation>地址，例如 lp:Labels 或 tcp://192.168.1.51:9100</translation>
    </message>
    <message>
        <source>Drawn</source>
        <translation>图形</translation>
    </message>
    <message>
        <source>The printer&apos;s own</source>
        <translation>打印机字库</translation>
    </message>
    <message>
        <source>Both</source>
        <translation>双语</translation>
    </message>
    <message>
        <source>As they come</source>
        <translation>来单即打</translation>
    </message>
    <message>
        <source>When taken</source>
        <translation>接单时打</translation>
    </message>
    <message>
        <source>Card terminal</source>
        <translation>刷卡机</translation>
    </message>
    <message>
        <source>Empty where none is connected.</source>
        <translation>没有接刷卡机就留空。</translation>
    </message>
    <message>
        <source>Host and port, for example 192.168.1.60:9220</source>
        <translation>主机和端口，例如 192.168.1.60:9220</translation>
    </message>
    <message>
        <source>Use</source>
        <translation>使用</translation>
    </message>
    <message>
        <source>Visitor sensor</source>
        <translation>客流计数器</translation>
    </message>
    <message>
        <source>Empty: the manager types the visitors.</source>
        <translation>留空：由店长手工输入客流。</translation>
    </message>
    <message>
        <source>Host and port, for example 192.168.1.70:9230</source>
        <translation>主机和端口，例如 192.168.1.70:9230</translation>
    </message>
    <message>
        <source>Host and port, for example 192.168.1.50:9100</source>
        <translation>主机和端口，例如 192.168.1.50:9100</translation>
    </message>
    <message>
        <source>Path, for example /dev/usb/lp0</source>
        <translation>路径，例如 /dev/usb/lp0</translation>
    </message>
    <message>
        <source>Path and speed, for example /dev/ttyS0?speed=9600</source>
        <translation>路径和速率，例如 /dev/ttyS0?speed=9600</translation>
    </message>
    <message>
        <source>Name of the system&apos;s printer, for example Receipts</source>
        <translation>系统打印机的名称，例如 Receipts</translation>
    </message>
    <message>
        <source>None is needed</source>
        <translation>不需要</translation>
    </message>
</context>
<context>
    <name>PrivacyKey</name>
    <message>
        <source>Their data</source>
        <translation>个人信息</translation>
    </message>
    <message>
        <source>Noted: head office does it at the next exchange</source>
        <translation>已记录：下次同步由总部处理</translation>
    </message>
</context>
<context>
    <name>PrivacySheet</name>
    <message>
        <source>{0}: their own data</source>
        <translation>{0}：本人的信息</translation>
    </message>
    <message>
        <source>What they ask for</source>
        <translation>要求什么</translation>
    </message>
    <message>
        <source>Who asks</source>
        <translation>谁提出</translation>
    </message>
    <message>
        <source>How you saw who that is</source>
        <translation>怎样核对的身份</translation>
    </message>
    <message>
        <source>The erasure is asked for already: the next exchange carries it out.</source>
        <translation>已经提出删除：下次同步时执行。</translation>
    </message>
    <message>
        <source>Ask head office</source>
        <translation>提交总部</translation>
    </message>
    <message>
        <source>Name, numbers, notes, wishes and messages go at head office and at every till. Receipts and amounts stay under a number that names nobody. Points are lost; money and open orders come first.</source>
        <translation>姓名、号码、备注、心愿和消息会在总部和每台收银机删除。小票和金额保留在一个不指向任何人的编号下。积分作废；储值和未完成的订单要先处理。</translation>
    </message>
    <message>
        <source>Head office makes a file and a page of all that is held, and hands them over.</source>
        <translation>总部会整理全部留存信息（一个文件和一页说明）并交给本人。</translation>
    </message>
    <message>
        <source>Choose what is asked for.</source>
        <translation>请先选择要求什么。</translation>
    </message>
</context>
<context>
    <name>ProfileWords</name>
    <message>
        <source>Name</source>
        <translation>姓名</translation>
    </message>
    <message>
        <source>Telephone</source>
        <translation>手机号</translation>
    </message>
    <message>
        <source>Birthday</source>
        <translation>生日</translation>
    </message>
    <message>
        <source>E-mail</source>
        <translation>电子邮件</translation>
    </message>
    <message>
        <source>Guardian</source>
        <translation>监护人</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>since {0}</source>
        <translation>{0} 入会</translation>
    </message>
    <message>
        <source>guardian {0}</source>
        <translation>监护人 {0}</translation>
    </message>
    <message>
        <source>born {0}</source>
        <translation>生日 {0}</translation>
    </message>
    <message>
        <source>Birthday today</source>
        <translation>今天生日</translation>
    </message>
    <message>
        <source>Birthday within 7 days</source>
        <translation>生日在 7 天内</translation>
    </message>
    <message>
        <source>Points</source>
        <translation>积分</translation>
    </message>
    <message>
        <source>paid in {0}, bonus {1}</source>
        <translation>本金 {0} · 赠送 {1}</translation>
    </message>
    <message>
        <source>Stored value</source>
        <translation>储值</translation>
    </message>
    <message>
        <source>Coupons</source>
        <translation>优惠券</translation>
    </message>
    <message>
        <source>Came back</source>
        <translation>退货率</translation>
    </message>
    <message>
        <source>of what was bought</source>
        <translation>占购买金额</translation>
    </message>
    <message>
        <source>no way at all</source>
        <translation>不接受任何方式</translation>
    </message>
    <message>
        <source>the shop&apos;s</source>
        <translation>门店公共</translation>
    </message>
    <message>
        <source> (and {0} more)</source>
        <translation>（另有 {0} 条）</translation>
    </message>
    <message>
        <source>not sold any more</source>
        <translation>已不再销售</translation>
    </message>
    <message>
        <source>{0} here</source>
        <translation>本店有 {0}</translation>
    </message>
    <message>
        <source>none here</source>
        <translation>本店缺货</translation>
    </message>
    <message>
        <source>{0} today</source>
        <translation>今天{0}</translation>
    </message>
    <message>
        <source>{0} in {1} days</source>
        <translation>{0} {1} 天后</translation>
    </message>
    <message>
        <source>This till only: the hub did not answer</source>
        <translation>只有本机记录：总部没有回答</translation>
    </message>
    <message>
        <source>This till; the hub is being asked, {0} s at most</source>
        <translation>本机记录；正在询问总部，最多 {0} 秒</translation>
    </message>
    <message>
        <source>All shops, as of {0}</source>
        <translation>全部门店，截至 {0}</translation>
    </message>
</context>
<context>
    <name>ProgressLine</name>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
</context>
<context>
    <name>Prompts</name>
    <message>
        <source>Hint {0} about the member</source>
        <translation>会员提示 {0}</translation>
    </message>
    <message>
        <source>Put the hints aside</source>
        <translation>忽略会员提示</translation>
    </message>
    <message>
        <source>Pickup {0}</source>
        <translation>自提 {0}</translation>
    </message>
    <message>
        <source>Bought {0} times today</source>
        <translation>今天已消费 {0} 次</translation>
    </message>
    <message>
        <source>Points: {0}</source>
        <translation>积分抵 {0}</translation>
    </message>
    <message>
        <source>Birthday soon</source>
        <translation>近日生日</translation>
    </message>
    <message>
        <source>Birthday today</source>
        <translation>今天生日</translation>
    </message>
</context>
<context>
    <name>PurseSide</name>
    <message>
        <source>Member&apos;s live code or PIN</source>
        <translation>会员动态码或密码</translation>
    </message>
    <message>
        <source>Number of the gift card</source>
        <translation>礼品卡号</translation>
    </message>
    <message>
        <source>Number of the voucher</source>
        <translation>代金券号码</translation>
    </message>
    <message>
        <source>{0} points, worth {1}</source>
        <translation>可用 {0} 积分，值 {1}</translation>
    </message>
    <message>
        <source>{0} stored value, {1} of it bonus</source>
        <translation>可用储值 {0}，其中赠送 {1}</translation>
    </message>
    <message>
        <source>Send a code</source>
        <translation>发验证码</translation>
    </message>
    <message>
        <source>{0} stored value</source>
        <translation>可用储值 {0}</translation>
    </message>
    <message>
        <source>at most {0} for this sale</source>
        <translation>本单最多用 {0}</translation>
    </message>
    <message>
        <source>at least {0}</source>
        <translation>至少用 {0}</translation>
    </message>
    <message>
        <source>in multiples of {0}</source>
        <translation>按 {0} 的倍数</translation>
    </message>
    <message>
        <source>Asking head office…</source>
        <translation>正在问总部…</translation>
    </message>
    <message>
        <source>A code went to {0}. Type what the customer reads out.</source>
        <translation>验证码已发到 {0}，请输入顾客念出的数字。</translation>
    </message>
</context>
<context>
    <name>Questions</name>
    <message>
        <source>Quantity</source>
        <translation>数量</translation>
    </message>
    <message>
        <source>This item has no price of its own.</source>
        <translation>这件商品没有定价。</translation>
    </message>
    <message>
        <source>Price</source>
        <translation>价格</translation>
    </message>
    <message>
        <source>Weight in {0}</source>
        <translation>重量（{0}）</translation>
    </message>
    <message>
        <source>Confirm</source>
        <translation>确认</translation>
    </message>
    <message>
        <source>Choose with a digit key, or tap.</source>
        <translation>按数字键选择，或点一下。</translation>
    </message>
    <message>
        <source>Which one is it?</source>
        <translation>是哪一件？</translation>
    </message>
    <message>
        <source>These goods cost {0} when the basket was begun, and {1} now. The journal keeps the answer.</source>
        <translation>开单时这些商品共 {0}，现在是 {1}。选择会记入流水。</translation>
    </message>
    <message>
        <source>Prices have changed</source>
        <translation>价格已变</translation>
    </message>
    <message>
        <source>Keep {0}</source>
        <translation>保留原价 {0}</translation>
    </message>
    <message>
        <source>Take {0}</source>
        <translation>改用新价 {0}</translation>
    </message>
    <message>
        <source>Empty the basket: why?</source>
        <translation>清空购物篮：为什么？</translation>
    </message>
    <message numerus="yes">
        <source>%n item(s) for {0}. The journal keeps what was in it.</source>
        <translation>
            <numerusform>%n 件，共 {0}。流水会记下里面的商品。</numerusform>
        </translation>
    </message>
    <message>
        <source>The customer changed their mind</source>
        <translation>顾客不买了</translation>
    </message>
    <message>
        <source>The customer cannot pay</source>
        <translation>顾客无法付款</translation>
    </message>
    <message>
        <source>Rung up by mistake</source>
        <translation>录入错误</translation>
    </message>
    <message>
        <source>Practice</source>
        <translation>练习</translation>
    </message>
    <message>
        <source>Another reason</source>
        <translation>其他原因</translation>
    </message>
    <message>
        <source>Empty</source>
        <translation>清空</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>保留</translation>
    </message>
    <message>
        <source>Your role does not permit it alone.</source>
        <translation>您的权限不够，需要另一人批准。</translation>
    </message>
    <message numerus="yes">
        <source>%n item(s) for {0}. A name or a note helps to find it again.</source>
        <translation>
            <numerusform>%n 件，共 {0}。写个名字或备注，方便找回。</numerusform>
        </translation>
    </message>
    <message>
        <source>Set the basket aside</source>
        <translation>挂单</translation>
    </message>
    <message>
        <source>Name or note (may stay empty)</source>
        <translation>名字或备注（可以不填）</translation>
    </message>
    <message>
        <source>Hold</source>
        <translation>挂单</translation>
    </message>
</context>
<context>
    <name>QueueWords</name>
    <message>
        <source>Receipt</source>
        <translation>小票</translation>
    </message>
    <message>
        <source>Copy of a receipt</source>
        <translation>小票副本</translation>
    </message>
    <message>
        <source>Gift receipt</source>
        <translation>礼品小票</translation>
    </message>
    <message>
        <source>Order slip</source>
        <translation>订单凭条</translation>
    </message>
    <message>
        <source>Labels of goods that came back</source>
        <translation>退货标签</translation>
    </message>
    <message>
        <source>Open the drawer</source>
        <translation>开钱箱</translation>
    </message>
    <message>
        <source>Labels to replace</source>
        <translation>待换价签清单</translation>
    </message>
    <message>
        <source>Label for the shelf</source>
        <translation>货架价签</translation>
    </message>
    <message>
        <source>Test page</source>
        <translation>测试页</translation>
    </message>
    <message numerus="yes">
        <source>%n try(s)</source>
        <translation>
            <numerusform>已试 %n 次</numerusform>
        </translation>
    </message>
    <message>
        <source>waiting</source>
        <translation>等待中</translation>
    </message>
    <message>
        <source>The list of labels to replace.</source>
        <translation>待换价签的清单。</translation>
    </message>
    <message>
        <source>A label for the shelf.</source>
        <translation>一张货架价签。</translation>
    </message>
    <message>
        <source>A label for each of the goods that came back.</source>
        <translation>每件退货商品一张标签。</translation>
    </message>
    <message>
        <source>A test page.</source>
        <translation>一张测试页。</translation>
    </message>
    <message>
        <source>Opens the drawer, prints nothing.</source>
        <translation>只开钱箱，不打印。</translation>
    </message>
</context>
<context>
    <name>QuickKeys</name>
    <message>
        <source>Returns</source>
        <translation>退货</translation>
    </message>
    <message>
        <source>Price check</source>
        <translation>查价</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>Bag</source>
        <translation>购物袋</translation>
    </message>
    <message>
        <source>Kept: {0}</source>
        <translation>已记下：{0}</translation>
    </message>
</context>
<context>
    <name>Rail</name>
    <message>
        <source>Sell</source>
        <translation>收银</translation>
    </message>
    <message>
        <source>Held</source>
        <translation>挂单</translation>
    </message>
    <message>
        <source>Orders</source>
        <translation>订单</translation>
    </message>
    <message>
        <source>Members</source>
        <translation>会员</translation>
    </message>
    <message>
        <source>Receipts</source>
        <translation>小票</translation>
    </message>
    <message>
        <source>Shift</source>
        <translation>班次</translation>
    </message>
    <message>
        <source>Labels</source>
        <translation>价签</translation>
    </message>
    <message>
        <source>Reports</source>
        <translation>报表</translation>
    </message>
    <message>
        <source>Sync</source>
        <translation>同步</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>Page: {0}</source>
        <translation>页面：{0}</translation>
    </message>
</context>
<context>
    <name>ReceiptsScreen</name>
    <message>
        <source>Receipt number, or scan its code</source>
        <translation>小票号，或扫小票上的码</translation>
    </message>
    <message>
        <source>Print a copy</source>
        <translation>打印副本</translation>
    </message>
    <message>
        <source>Try now</source>
        <translation>立即重试</translation>
    </message>
    <message>
        <source>Do not print</source>
        <translation>不打了</translation>
    </message>
    <message>
        <source>Back to selling</source>
        <translation>返回收银</translation>
    </message>
    <message>
        <source>Receipts of today</source>
        <translation>今日小票</translation>
    </message>
    <message>
        <source>Waiting for the printer</source>
        <translation>等待打印</translation>
    </message>
    <message>
        <source>Open drawer</source>
        <translation>开钱箱</translation>
    </message>
    <message>
        <source>Today {0}</source>
        <translation>今日 {0}</translation>
    </message>
    <message>
        <source>Came back</source>
        <translation>退货记录</translation>
    </message>
    <message>
        <source>not printed yet</source>
        <translation>未打印</translation>
    </message>
    <message>
        <source>Queue {0}</source>
        <translation>打印队列 {0}</translation>
    </message>
    <message>
        <source>Paid otherwise</source>
        <translation>收款方式不对</translation>
    </message>
    <message>
        <source>Save as PDF</source>
        <translation>存为 PDF</translation>
    </message>
    <message>
        <source>Refunds</source>
        <translation>退款</translation>
    </message>
    <message>
        <source>E-mail</source>
        <translation>邮件</translation>
    </message>
    <message>
        <source>Gift</source>
        <translation>礼品</translation>
    </message>
    <message>
        <source>Gift receipt</source>
        <translation>礼品小票</translation>
    </message>
    <message>
        <source>Correct</source>
        <translation>更正</translation>
    </message>
    <message numerus="yes">
        <source>{0} · {1} · %n item(s)</source>
        <translation>
            <numerusform>{0} · {1} · %n 件</numerusform>
        </translation>
    </message>
    <message>
        <source>Receipt</source>
        <translation>小票</translation>
    </message>
    <message>
        <source>Nothing waits for the printer.</source>
        <translation>没有等待打印的内容。</translation>
    </message>
    <message>
        <source>No receipt of today matches.</source>
        <translation>今天没有符合的小票。按回车可查以往的小票号。</translation>
    </message>
    <message>
        <source>{0} invoiceable, not asked for yet</source>
        <translation>可开票 {0}，还没有申请</translation>
    </message>
    <message>
        <source>{0}, being issued</source>
        <translation>{0}，正在开具</translation>
    </message>
    <message>
        <source>{0} issued: {1}</source>
        <translation>{0} 已开具：{1}</translation>
    </message>
    <message>
        <source>E-invoice: {0}</source>
        <translation>电子发票：{0}</translation>
    </message>
    <message>
        <source>Choose a receipt at the left, or scan the code on its paper.</source>
        <translation>请在左边选一张小票，或扫小票上的码。</translation>
    </message>
    <message>
        <source>Late points</source>
        <translation>补积分</translation>
    </message>
    <message>
        <source>{0} · {1} · top-up</source>
        <translation>{0} · {1} · 充值</translation>
    </message>
    <message>
        <source>Simulated printer, ready</source>
        <translation>模拟打印机，就绪</translation>
    </message>
    <message>
        <source>The printer is ready</source>
        <translation>打印机就绪</translation>
    </message>
    <message>
        <source>A copy of {0} is printing</source>
        <translation>正在打印 {0} 的副本</translation>
    </message>
    <message>
        <source>A gift receipt of {0} is printing</source>
        <translation>正在打印 {0} 的礼品小票</translation>
    </message>
    <message>
        <source>How {0} was paid is corrected</source>
        <translation>小票 {0} 的收款方式已更正</translation>
    </message>
    <message>
        <source>Saved as {0}</source>
        <translation>已存为 {0}</translation>
    </message>
    <message>
        <source>The printer is being tried</source>
        <translation>正在试打印机</translation>
    </message>
    <message>
        <source>Do not print it?</source>
        <translation>不再打印？</translation>
    </message>
    <message>
        <source>{0} is taken off the queue. The sale stays as it is.</source>
        <translation>{0} 将移出打印队列，销售记录不变。</translation>
    </message>
    <message>
        <source>Keep waiting</source>
        <translation>继续等</translation>
    </message>
    <message>
        <source>The drawer opens</source>
        <translation>钱箱打开</translation>
    </message>
</context>
<context>
    <name>RefundSide</name>
    <message>
        <source>{0} has accepted to give {1} back. It has not arrived yet.</source>
        <translation>{0}已受理退款 {1}，还没有到账。</translation>
    </message>
    <message>
        <source>{1} has arrived in the customer&apos;s {0}.</source>
        <translation>{1} 已退到顾客的{0}。</translation>
    </message>
    <message>
        <source>{0} was asked to give {1} back: {2}</source>
        <translation>已请{0}退款 {1}：{2}</translation>
    </message>
    <message>
        <source>{0} cannot give {1} back: {2}</source>
        <translation>{0}不能退 {1}：{2}</translation>
    </message>
</context>
<context>
    <name>RefundsScreen</name>
    <message>
        <source>Back to the receipts</source>
        <translation>回到小票</translation>
    </message>
    <message>
        <source>Decide</source>
        <translation>确定</translation>
    </message>
    <message>
        <source>Ask again, give back or pay out</source>
        <translation>再查询、退回或另付</translation>
    </message>
    <message numerus="yes">
        <source>Refunds to wallets: %n to settle</source>
        <translation>
            <numerusform>钱包退款：%n 笔待处理</numerusform>
        </translation>
    </message>
    <message>
        <source>No refund to a wallet was asked for at this till.</source>
        <translation>这台收银机还没有申请过钱包退款。</translation>
    </message>
    <message>
        <source>Enter or a tap: ask the wallet again, give back what was paid late, pay out what is owed.</source>
        <translation>按 Enter 或点一下：再向钱包查询、退回迟到的付款、付出欠顾客的款。</translation>
    </message>
    <message>
        <source>Where it never answers, decide by its bill.</source>
        <translation>钱包一直不回答的，可按账单确定。</translation>
    </message>
    <message>
        <source>cash</source>
        <translation>现金</translation>
    </message>
    <message>
        <source>card</source>
        <translation>刷卡</translation>
    </message>
    <message>
        <source>wallet, outside</source>
        <translation>钱包（另付）</translation>
    </message>
    <message>
        <source>failed: pay it out</source>
        <translation>退款失败，待另付</translation>
    </message>
    <message>
        <source>paid late: give it back</source>
        <translation>迟到的付款，待退回</translation>
    </message>
    <message>
        <source>given twice: tell head office</source>
        <translation>退了两次：请告诉总部</translation>
    </message>
    <message>
        <source>asked, no answer yet</source>
        <translation>已申请，未答复</translation>
    </message>
    <message>
        <source>accepted, on its way</source>
        <translation>已受理，在途</translation>
    </message>
    <message>
        <source>arrived</source>
        <translation>已到账</translation>
    </message>
    <message>
        <source>failed, settled at the counter</source>
        <translation>退款失败，已在柜台处理</translation>
    </message>
    <message>
        <source>too old, settled at the counter</source>
        <translation>超过期限，已在柜台处理</translation>
    </message>
    <message>
        <source>paid out: {0}</source>
        <translation>已另付：{0}</translation>
    </message>
    <message>
        <source>{0} min</source>
        <translation>{0} 分钟</translation>
    </message>
    <message>
        <source>{0} h</source>
        <translation>{0} 小时</translation>
    </message>
    <message>
        <source>{0} d</source>
        <translation>{0} 天</translation>
    </message>
    <message>
        <source>Give {0} back to {1}?</source>
        <translation>把 {0} 退回{1}？</translation>
    </message>
    <message>
        <source>It was paid after somebody had said that it was not. The customer is owed it.</source>
        <translation>有人确认未付款之后这笔款才到。这是顾客的钱。</translation>
    </message>
    <message>
        <source>Give back</source>
        <translation>退回</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>不退</translation>
    </message>
    <message>
        <source>{0} is being asked</source>
        <translation>正在向{0}查询</translation>
    </message>
    <message>
        <source>Nothing is to be done about this one.</source>
        <translation>这一笔不用处理。</translation>
    </message>
    <message>
        <source>{0} is paid out; a slip is printing</source>
        <translation>已付出 {0}，正在打印凭条</translation>
    </message>
</context>
<context>
    <name>RefusedPanel</name>
    <message>
        <source>Send again</source>
        <translation>再次发送</translation>
    </message>
    <message>
        <source>Correct from the books</source>
        <translation>按账本更正</translation>
    </message>
    <message>
        <source>Hand to head office</source>
        <translation>交总部处理</translation>
    </message>
    <message>
        <source>Taken after all: {0}</source>
        <translation>后来收下的：{0}</translation>
    </message>
    <message>
        <source>Refused by the hub: {0}</source>
        <translation>总部拒收：{0}</translation>
    </message>
    <message>
        <source>The entries stay in this till&apos;s journal as they are. Selling goes on.</source>
        <translation>这些记录原样留在本机日志里，照常销售。</translation>
    </message>
    <message>
        <source>Nothing was refused.</source>
        <translation>没有被拒收的记录。</translation>
    </message>
    <message>
        <source>Sale {0}</source>
        <translation>销售 {0}</translation>
    </message>
    <message>
        <source>Shift opened</source>
        <translation>开班</translation>
    </message>
    <message>
        <source>Shift suspended</source>
        <translation>挂起班次</translation>
    </message>
    <message>
        <source>Basket emptied</source>
        <translation>清空购物车</translation>
    </message>
    <message>
        <source>Date confirmed</source>
        <translation>确认日期</translation>
    </message>
    <message>
        <source>Drawer opened</source>
        <translation>开钱箱</translation>
    </message>
    <message>
        <source>Copy of a receipt</source>
        <translation>小票副本</translation>
    </message>
    <message>
        <source>Money given back before the sale</source>
        <translation>成交前退款</translation>
    </message>
    <message>
        <source>Too many wrong PINs</source>
        <translation>密码错的次数太多</translation>
    </message>
    <message>
        <source>Printing given up</source>
        <translation>放弃打印</translation>
    </message>
    <message>
        <source>Data file begun anew</source>
        <translation>启用了新的数据文件</translation>
    </message>
    <message>
        <source>Line switched off</source>
        <translation>手动断网</translation>
    </message>
    <message>
        <source>Line switched on</source>
        <translation>手动联网</translation>
    </message>
    <message>
        <source>Line lost</source>
        <translation>线路中断</translation>
    </message>
    <message>
        <source>Line back</source>
        <translation>线路恢复</translation>
    </message>
    <message>
        <source>Member enrolled</source>
        <translation>会员登记</translation>
    </message>
    <message>
        <source>Member changed</source>
        <translation>会员资料已改</translation>
    </message>
    <message>
        <source>Member&apos;s consent</source>
        <translation>会员授权</translation>
    </message>
    <message>
        <source>Members merged</source>
        <translation>会员已合并</translation>
    </message>
    <message>
        <source>Sent again</source>
        <translation>再次发送</translation>
    </message>
    <message>
        <source>Correction</source>
        <translation>更正</translation>
    </message>
    <message>
        <source>Handed to head office</source>
        <translation>已交总部</translation>
    </message>
    <message>
        <source>Answer about new prices</source>
        <translation>新旧价格的选择</translation>
    </message>
    <message>
        <source>Label replaced</source>
        <translation>已换价签</translation>
    </message>
    <message>
        <source>Entry {0}</source>
        <translation>记录 {0}</translation>
    </message>
    <message>
        <source>{0} min</source>
        <translation>{0} 分钟</translation>
    </message>
    <message>
        <source>{0} h</source>
        <translation>{0} 小时</translation>
    </message>
    <message>
        <source>{0} days</source>
        <translation>{0} 天</translation>
    </message>
    <message>
        <source>Entry {0} by {1}, refused since {2}.</source>
        <translation>第 {0} 条记录，{1} 所做，{2} 起被拒收。</translation>
    </message>
    <message>
        <source>{0} sent it again at {1}.</source>
        <translation>{0} 已于 {1} 再次发送。</translation>
    </message>
    <message>
        <source>{0} sent a correction at {1}.</source>
        <translation>{0} 已于 {1} 发送更正。</translation>
    </message>
    <message>
        <source>{0} handed it to head office at {1}.</source>
        <translation>{0} 已于 {1} 交总部处理。</translation>
    </message>
    <message>
        <source>The hub answers at the next exchange.</source>
        <translation>总部会在下次交换时答复。</translation>
    </message>
    <message>
        <source>Settle the entry that it depends on; nothing else is to be done about this one.</source>
        <translation>请先处理它所依赖的那一条；这一条不用另外处理。</translation>
    </message>
    <message>
        <source>When head office has added what is missing, send it again.</source>
        <translation>等总部补上缺少的资料后，再次发送。</translation>
    </message>
    <message>
        <source>Correct it from the till&apos;s books. Where that does not help, hand it to head office.</source>
        <translation>请按本机账本更正；更正不了的，交总部处理。</translation>
    </message>
    <message>
        <source>Send it again; where that does not help, hand it to head office with a few words.</source>
        <translation>请再次发送；仍被拒收的，写一句说明交总部处理。</translation>
    </message>
    <message>
        <source>Written down. The hub hears of it at the next exchange.</source>
        <translation>已记下，下次交换时告诉总部。</translation>
    </message>
    <message>
        <source>To head office: {0}</source>
        <translation>把“{0}”交总部处理</translation>
    </message>
    <message>
        <source>What should head office know?</source>
        <translation>总部需要知道什么？</translation>
    </message>
    <message>
        <source>Hand over</source>
        <translation>交总部</translation>
    </message>
</context>
<context>
    <name>ReportsScreen</name>
    <message>
        <source>Saved as {0}</source>
        <translation>已保存为 {0}</translation>
    </message>
    <message>
        <source>The report is printing</source>
        <translation>报表正在打印</translation>
    </message>
    <message>
        <source>Days before</source>
        <translation>前一段</translation>
    </message>
    <message>
        <source>Days after</source>
        <translation>后一段</translation>
    </message>
    <message>
        <source>Report before</source>
        <translation>上一张报表</translation>
    </message>
    <message>
        <source>Next report</source>
        <translation>下一张报表</translation>
    </message>
    <message>
        <source>Type the dates</source>
        <translation>输入日期</translation>
    </message>
    <message>
        <source>Print</source>
        <translation>打印</translation>
    </message>
    <message>
        <source>Today at a glance</source>
        <translation>今日看板</translation>
    </message>
    <message>
        <source>Audit log</source>
        <translation>操作日志</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>返回</translation>
    </message>
    <message>
        <source>Business dates, for instance 2026-11-01 2026-11-22</source>
        <translation>营业日，如 2026-11-01 2026-11-22</translation>
    </message>
    <message>
        <source>Back to the list</source>
        <translation>返回列表</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>今天</translation>
    </message>
    <message>
        <source>Yesterday</source>
        <translation>昨天</translation>
    </message>
    <message>
        <source>This week</source>
        <translation>本周</translation>
    </message>
    <message>
        <source>Last week</source>
        <translation>上周</translation>
    </message>
    <message>
        <source>This month</source>
        <translation>本月</translation>
    </message>
    <message>
        <source>Last month</source>
        <translation>上月</translation>
    </message>
    <message>
        <source>This year</source>
        <translation>今年</translation>
    </message>
    <message>
        <source>Nothing came back on these days. Choose other days above.</source>
        <translation>这些日子没有退货。请在上面选别的日期。</translation>
    </message>
    <message>
        <source>Nothing was sold on these days. Choose other days above.</source>
        <translation>这些天没有销售，请在上面选择其他日期。</translation>
    </message>
    <message>
        <source>Adds up, provisional</source>
        <translation>账目相符（暂定）</translation>
    </message>
    <message>
        <source>Provisional</source>
        <translation>暂定</translation>
    </message>
    <message>
        <source>Adds up</source>
        <translation>账目相符</translation>
    </message>
    <message>
        <source>What is behind a figure</source>
        <translation>数字背后的小票</translation>
    </message>
    <message>
        <source>Choose a row at the left: its receipts stand here. Enter opens one.</source>
        <translation>在左边选一行，这里列出它的小票；回车打开一张。</translation>
    </message>
    <message>
        <source>No receipts are behind this row.</source>
        <translation>这一行没有小票。</translation>
    </message>
    <message numerus="yes">
        <source>%n receipt(s), the newest first. Enter shows one.</source>
        <translation>
            <numerusform>%n 张小票，最新的在前；回车查看。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n entry(s) of the log, the newest first.</source>
        <translation>
            <numerusform>%n 条日志，最新的在前。</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ResultList</name>
    <message>
        <source>Results</source>
        <translation>查找结果</translation>
    </message>
</context>
<context>
    <name>ResultStep</name>
    <message>
        <source>Count once more</source>
        <translation>再点一次</translation>
    </message>
    <message>
        <source>Close and print the Z</source>
        <translation>交班并打印 Z 报表</translation>
    </message>
    <message>
        <source>Why does it differ? Choose above or type</source>
        <translation>差额原因：点上面，或自己输入</translation>
    </message>
    <message>
        <source>What stays in the drawer (empty: all of it)</source>
        <translation>留在钱箱多少（不填：全部）</translation>
    </message>
    <message>
        <source>All of it stays</source>
        <translation>全部留在钱箱</translation>
    </message>
    <message>
        <source>{0} stay, the rest goes to the safe</source>
        <translation>留 {0}，其余交入保险箱</translation>
    </message>
    <message>
        <source>Must be there</source>
        <translation>应有</translation>
    </message>
    <message>
        <source>Counted</source>
        <translation>实点</translation>
    </message>
    <message>
        <source>Over</source>
        <translation>长款</translation>
    </message>
    <message>
        <source>Short</source>
        <translation>短款</translation>
    </message>
    <message>
        <source>Even</source>
        <translation>相符</translation>
    </message>
    <message>
        <source>{0} by the receipts, {1} declared</source>
        <translation>小票 {0}，申报 {1}</translation>
    </message>
    <message>
        <source>The difference is above the shop&apos;s limit: say why.</source>
        <translation>差额超过本店限额，请写明原因。</translation>
    </message>
</context>
<context>
    <name>ResumeSheet</name>
    <message>
        <source>Resume a suspended shift</source>
        <translation>恢复挂起的班次</translation>
    </message>
    <message>
        <source>Put the drawer that you carried here into this till. It is counted at the end only.</source>
        <translation>请把带来的钱箱放进这台收银机。只在交班时清点。</translation>
    </message>
    <message>
        <source>Go on with this shift</source>
        <translation>接着用这个班次</translation>
    </message>
    <message>
        <source>Head office is asked (at most {0} s) …</source>
        <translation>正在询问总部（最多 {0} 秒）…</translation>
    </message>
    <message>
        <source>No shift stands still in this shop. Count the drawer and open a new one.</source>
        <translation>本店没有挂起的班次。请清点钱箱，另开新班。</translation>
    </message>
    <message>
        <source>{0} · till {1}</source>
        <translation>{0} · 收银机 {1}</translation>
    </message>
    <message>
        <source>opened {0}, suspended {1}</source>
        <translation>{0} 开班，{1} 挂起</translation>
    </message>
    <message>
        <source>asked for by till {0}</source>
        <translation>收银机 {0} 已要接用</translation>
    </message>
    <message>
        <source>Go on with the shift of {0}</source>
        <translation>接着用 {0} 的班次</translation>
    </message>
</context>
<context>
    <name>ReturnWords</name>
    <message>
        <source>paid at a counter, never given out</source>
        <translation>柜台已付，未交付</translation>
    </message>
    <message>
        <source>{0} chosen</source>
        <translation>退 {0}</translation>
    </message>
    <message>
        <source>{0} on the shelf then</source>
        <translation>退后架上 {0}</translation>
    </message>
    <message>
        <source>none left</source>
        <translation>已退完</translation>
    </message>
    <message>
        <source>as this till knows it</source>
        <translation>以本机记录为准</translation>
    </message>
    <message>
        <source>as the hub knew it at {0}</source>
        <translation>以总部 {0} 的记录为准</translation>
    </message>
    <message>
        <source>Gift receipt</source>
        <translation>礼品小票</translation>
    </message>
    <message>
        <source>Paid at a counter for goods that are never given out: all of it goes back</source>
        <translation>柜台已付但不再交付的商品：一次全部退还</translation>
    </message>
    <message>
        <source>By the shares paid</source>
        <translation>按原分摊</translation>
    </message>
    <message>
        <source>The offer breaks: what stays costs more</source>
        <translation>优惠条件不再满足，留下的商品补差</translation>
    </message>
    <message>
        <source>To {0}</source>
        <translation>退到{0}</translation>
    </message>
    <message>
        <source>Points earned, taken back</source>
        <translation>收回积分</translation>
    </message>
    <message>
        <source>Points of the member then</source>
        <translation>会员退后积分</translation>
    </message>
    <message>
        <source>may be used again</source>
        <translation>可再次使用</translation>
    </message>
    <message>
        <source>stays used</source>
        <translation>视为已使用</translation>
    </message>
</context>
<context>
    <name>ReturnsScreen</name>
    <message>
        <source>Returns and exchanges</source>
        <translation>退换货</translation>
    </message>
    <message>
        <source>Receipt, order, payment, phone or card</source>
        <translation>小票、订单、付款单号、手机号或会员卡</translation>
    </message>
    <message>
        <source>Scan the receipt, then the goods. Enter or a tap chooses them, + and − how many.</source>
        <translation>先扫小票，再扫退回的商品。也可按 Enter 或点选，用 + 和 − 改数量。</translation>
    </message>
    <message>
        <source>Why does it come back? Alt+1</source>
        <translation>退货原因 Alt+1</translation>
    </message>
    <message>
        <source>In which state is it? Alt+2</source>
        <translation>商品状况 Alt+2</translation>
    </message>
    <message>
        <source>How does the money go back? Alt+3</source>
        <translation>怎样退款 Alt+3</translation>
    </message>
    <message>
        <source>Serial number on the goods</source>
        <translation>商品上的序列号</translation>
    </message>
    <message>
        <source>Back to selling</source>
        <translation>返回收银</translation>
    </message>
    <message>
        <source>Refund</source>
        <translation>退款</translation>
    </message>
    <message>
        <source>Exchange</source>
        <translation>换货</translation>
    </message>
    <message>
        <source>Another reason</source>
        <translation>其他原因</translation>
    </message>
    <message>
        <source>Another state</source>
        <translation>换一种状况</translation>
    </message>
    <message>
        <source>Another place for the goods</source>
        <translation>换一个去向</translation>
    </message>
    <message>
        <source>A picture of the goods</source>
        <translation>商品照片</translation>
    </message>
    <message>
        <source>As paid, or in cash</source>
        <translation>原路或现金</translation>
    </message>
    <message>
        <source>Another sale</source>
        <translation>另一笔销售</translation>
    </message>
    <message>
        <source>No receipt</source>
        <translation>没有小票</translation>
    </message>
    <message>
        <source>One less</source>
        <translation>少一件</translation>
    </message>
    <message>
        <source>One more</source>
        <translation>多一件</translation>
    </message>
    <message>
        <source>As new</source>
        <translation>完好</translation>
    </message>
    <message>
        <source>Opened</source>
        <translation>已拆封</translation>
    </message>
    <message>
        <source>Damaged</source>
        <translation>破损</translation>
    </message>
    <message>
        <source>Defective</source>
        <translation>有质量问题</translation>
    </message>
    <message>
        <source>As it was paid</source>
        <translation>原路退回</translation>
    </message>
    <message>
        <source>In cash</source>
        <translation>退现金</translation>
    </message>
    <message>
        <source>Find, or choose the line</source>
        <translation>查找，或选这一行</translation>
    </message>
    <message>
        <source>One more, one less</source>
        <translation>加一件、减一件</translation>
    </message>
    <message numerus="yes">
        <source>%n sale(s) fit: choose one</source>
        <translation>
            <numerusform>%n 笔销售符合，请选一笔</numerusform>
        </translation>
    </message>
    <message>
        <source>Goes back</source>
        <translation>合计退款</translation>
    </message>
</context>
<context>
    <name>ScannerSection</name>
    <message>
        <source>Scanner</source>
        <translation>扫码枪</translation>
    </message>
    <message>
        <source>Longest gap in ms</source>
        <translation>最长间隔（毫秒）</translation>
    </message>
    <message>
        <source>Between two characters of a code; raise it for a slow scanner.</source>
        <translation>条码两个字符之间；扫码枪慢时调大。</translation>
    </message>
    <message>
        <source>Least characters</source>
        <translation>最少字符数</translation>
    </message>
    <message>
        <source>What is shorter was typed. Within how many ms the same code counts once, the shop says.</source>
        <translation>更短的算手工输入。同一条码多少毫秒内只计一次，由门店设置决定。</translation>
    </message>
    <message>
        <source>Prefix</source>
        <translation>前缀</translation>
    </message>
    <message>
        <source>What the scanner sends before each code.</source>
        <translation>扫码枪在每个码前面发送的字符。</translation>
    </message>
    <message>
        <source>Suffix</source>
        <translation>后缀</translation>
    </message>
    <message>
        <source>What it sends after each code, before the key.</source>
        <translation>扫码枪在每个条码之后、结束键之前发送的内容。</translation>
    </message>
    <message>
        <source>Key after a code</source>
        <translation>条码后的键</translation>
    </message>
    <message>
        <source>Either</source>
        <translation>都可以</translation>
    </message>
    <message>
        <source>Use</source>
        <translation>使用</translation>
    </message>
    <message>
        <source>None</source>
        <translation>无</translation>
    </message>
</context>
<context>
    <name>ScreenSection</name>
    <message>
        <source>Screen and sound</source>
        <translation>显示与声音</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>语言</translation>
    </message>
    <message>
        <source>Can change in mid-sale.</source>
        <translation>收银中途也可以切换。</translation>
    </message>
    <message>
        <source>Size of everything</source>
        <translation>整体大小</translation>
    </message>
    <message>
        <source>Sounds</source>
        <translation>提示音</translation>
    </message>
    <message>
        <source>Counted, refused, scanned twice.</source>
        <translation>计入、拒绝、重复扫描。</translation>
    </message>
    <message>
        <source>On</source>
        <translation>开</translation>
    </message>
    <message>
        <source>Off</source>
        <translation>关</translation>
    </message>
    <message>
        <source>Customer display</source>
        <translation>顾客屏</translation>
    </message>
    <message>
        <source>Basket, total and change on a second screen; nothing of the staff.</source>
        <translation>在副屏上显示商品、合计和找零；不显示任何员工信息。</translation>
    </message>
    <message>
        <source>None</source>
        <translation>无</translation>
    </message>
    <message>
        <source>Second screen</source>
        <translation>副屏</translation>
    </message>
    <message>
        <source>Pole display</source>
        <translation>客显</translation>
    </message>
    <message>
        <source>Device of the pole</source>
        <translation>客显的设备</translation>
    </message>
    <message>
        <source>Two lines of twenty letters and figures.</source>
        <translation>两行，每行二十个字母或数字。</translation>
    </message>
    <message>
        <source>Path and speed, for example /dev/ttyS1?speed=9600</source>
        <translation>路径和速率，例如 /dev/ttyS1?speed=9600</translation>
    </message>
    <message>
        <source>Use</source>
        <translation>使用</translation>
    </message>
</context>
<context>
    <name>SettingsScreen</name>
    <message>
        <source>Screen and sound</source>
        <translation>显示与声音</translation>
    </message>
    <message>
        <source>Scanner</source>
        <translation>扫码枪</translation>
    </message>
    <message>
        <source>Printer</source>
        <translation>打印机</translation>
    </message>
    <message>
        <source>About</source>
        <translation>关于</translation>
    </message>
    <message>
        <source>The test page is on its way</source>
        <translation>测试页已送出</translation>
    </message>
    <message>
        <source>The drawer on pin {0} should be open</source>
        <translation>接 {0} 号针的钱箱应已打开</translation>
    </message>
    <message>
        <source>The customer display should say that it is there</source>
        <translation>顾客屏应显示“顾客屏正常”</translation>
    </message>
    <message>
        <source>No customer display is chosen: Alt+1</source>
        <translation>还没有选择顾客屏：Alt+1</translation>
    </message>
    <message>
        <source>The test page has come out: are its signs, edges and codes whole?</source>
        <translation>测试页已打出：文字、边缘和条码是否完整？</translation>
    </message>
    <message>
        <source>Back to selling</source>
        <translation>返回收银</translation>
    </message>
    <message>
        <source>The scanner sent {0}</source>
        <translation>扫码枪发来 {0}</translation>
    </message>
    <message>
        <source>Kept; the printer is being tried</source>
        <translation>已保存，正在试打印机</translation>
    </message>
    <message>
        <source>Kept and at work</source>
        <translation>已保存并生效</translation>
    </message>
</context>
<context>
    <name>Sheet</name>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>The scan was not counted: answer or close this first.</source>
        <translation>刚才的扫码没有算：请先答完或关闭这里。</translation>
    </message>
    <message>
        <source>Answer this first, or close it with Esc.</source>
        <translation>请先答完，或按 Esc 关闭。</translation>
    </message>
</context>
<context>
    <name>ShiftScreen</name>
    <message>
        <source>Open shift</source>
        <translation>开班</translation>
    </message>
    <message>
        <source>Count the cash in the drawer and type the float. Every sale belongs to this shift.</source>
        <translation>清点钱箱里的现金，输入备用金。之后每笔销售都属于这一班。</translation>
    </message>
    <message>
        <source>Float in {0}</source>
        <translation>备用金（{0}）</translation>
    </message>
    <message>
        <source>Count by notes and coins</source>
        <translation>按面额清点</translation>
    </message>
    <message>
        <source>Resume a suspended shift</source>
        <translation>恢复挂起的班次</translation>
    </message>
    <message>
        <source>Why is it different? (if you know)</source>
        <translation>为什么不同？（知道的话）</translation>
    </message>
    <message>
        <source>Open the shift first; the scan was not counted.</source>
        <translation>请先开班；这次扫描没有计入。</translation>
    </message>
    <message>
        <source>The last shift left {0} in the drawer; {1} is off. It is noted with the shift.</source>
        <translation>上一班留下 {0}，相差 {1}。会随本班记录。</translation>
    </message>
</context>
<context>
    <name>ShortSheet</name>
    <message>
        <source>Not found: {0}</source>
        <translation>缺货：{0}</translation>
    </message>
    <message>
        <source>How many are missing, and why? The customer is told; their share goes back, to the cent.</source>
        <translation>缺几件、为什么？会通知顾客，退款按分摊精确到分。</translation>
    </message>
    <message>
        <source>How many are missing</source>
        <translation>缺几件</translation>
    </message>
    <message>
        <source>Not on the shelf</source>
        <translation>货架上没有</translation>
    </message>
    <message>
        <source>Damaged</source>
        <translation>破损</translation>
    </message>
    <message>
        <source>Sold in the shop</source>
        <translation>店里已卖出</translation>
    </message>
    <message>
        <source>Pay the customer back</source>
        <translation>退款给顾客</translation>
    </message>
    <message>
        <source>Ask another shop for it</source>
        <translation>向其他门店调货</translation>
    </message>
    <message>
        <source>It is missing</source>
        <translation>确认缺货</translation>
    </message>
</context>
<context>
    <name>SignInScreen</name>
    <message>
        <source>Sign in</source>
        <translation>登录</translation>
    </message>
    <message>
        <source>PIN forgotten or locked</source>
        <translation>忘记密码或被锁</translation>
    </message>
    <message>
        <source>Choose your name (tap, or ↑ ↓), then type your PIN and press Enter.</source>
        <translation>点选姓名（或按 ↑ ↓），输入密码，按回车。</translation>
    </message>
    <message>
        <source>First start: the demonstration shop&apos;s hub is being set up. About ten seconds.</source>
        <translation>首次启动：正在准备示范门店的总部接口，约十秒。</translation>
    </message>
    <message>
        <source>First start: the till is being enrolled.</source>
        <translation>首次启动：正在注册收银机。</translation>
    </message>
    <message>
        <source>First start: goods and prices are being fetched.</source>
        <translation>首次启动：正在下载商品与价格。</translation>
    </message>
    <message>
        <source>The file of the goods was damaged. Goods and prices are being fetched again; sales are safe.</source>
        <translation>商品文件已损坏，正在重新下载商品与价格；销售记录安全。</translation>
    </message>
    <message>
        <source>Waiting for the shop&apos;s settings and goods from the hub.</source>
        <translation>正在等总部的门店设置与商品。</translation>
    </message>
    <message>
        <source>{0} (change {1})</source>
        <translation>{0}（找零 {1}）</translation>
    </message>
    <message>
        <source>The last sale, {0} for {1}, is complete and its receipt was printed.</source>
        <translation>上一笔销售 {0}（{1}）已完成，小票已打印。</translation>
    </message>
    <message>
        <source>The last sale, {0} for {1}, is complete, but its receipt has not been printed.</source>
        <translation>上一笔销售 {0}（{1}）已完成，但小票还没有打印。</translation>
    </message>
    <message>
        <source>Print now</source>
        <translation>立即打印</translation>
    </message>
    <message numerus="yes">
        <source>A sale is unfinished: %n line(s) for {0}, nothing paid yet. Sign in to go on with it.</source>
        <translation>
            <numerusform>有一笔未完成的销售：%n 行，{0}，还没有收款。登录后继续。</numerusform>
        </translation>
    </message>
    <message>
        <source>A sale is unfinished: {0} of {1} has been taken. Sign in to go on with the payment.</source>
        <translation>有一笔未完成的销售：应收 {1}，已收 {0}。登录后继续收款。</translation>
    </message>
    <message>
        <source>Cashier</source>
        <translation>收银员</translation>
    </message>
    <message>
        <source>Manager</source>
        <translation>店长</translation>
    </message>
    <message>
        <source>Store staff</source>
        <translation>店员</translation>
    </message>
    <message>
        <source>The PIN is being checked…</source>
        <translation>正在核对密码…</translation>
    </message>
    <message>
        <source>Choose your name first.</source>
        <translation>请先选择姓名。</translation>
    </message>
</context>
<context>
    <name>SignaturePad</name>
    <message>
        <source>Sign here</source>
        <translation>请在此签名</translation>
    </message>
</context>
<context>
    <name>StandingPanel</name>
    <message numerus="yes">
        <source>Payment · %n item(s)</source>
        <translation>
            <numerusform>收款 · %n 件</numerusform>
        </translation>
    </message>
    <message>
        <source>Goods come back</source>
        <translation>退货</translation>
    </message>
    <message>
        <source>Top-up</source>
        <translation>充值</translation>
    </message>
</context>
<context>
    <name>StateBox</name>
    <message>
        <source>Where does it go? Alt+5</source>
        <translation>商品去哪里？Alt+5</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>Another picture</source>
        <translation>换一张照片</translation>
    </message>
    <message>
        <source>Picture</source>
        <translation>照片</translation>
    </message>
</context>
<context>
    <name>SubstituteSheet</name>
    <message>
        <source>Other goods for {0}</source>
        <translation>{0} 换成别的</translation>
    </message>
    <message>
        <source>Call the customer first. They pay the same; the line changes once they agree.</source>
        <translation>请先联系顾客。价钱不变；顾客同意后才换。</translation>
    </message>
    <message>
        <source>Scan the other goods</source>
        <translation>扫描要换的商品</translation>
    </message>
    <message>
        <source>The customer agreed</source>
        <translation>顾客已同意</translation>
    </message>
    <message>
        <source>Agreed on the telephone</source>
        <translation>电话同意</translation>
    </message>
    <message>
        <source>Agreed in writing</source>
        <translation>消息同意</translation>
    </message>
    <message>
        <source>Agreed here</source>
        <translation>当面同意</translation>
    </message>
</context>
<context>
    <name>SurplusSheet</name>
    <message>
        <source>Number on the refund&apos;s slip</source>
        <translation>退款凭条上的号码</translation>
    </message>
    <message>
        <source>It is given back</source>
        <translation>已退还</translation>
    </message>
    <message>
        <source>Give back</source>
        <translation>退还</translation>
    </message>
</context>
<context>
    <name>SuspendSheet</name>
    <message>
        <source>Suspend the shift and carry the drawer along?</source>
        <translation>挂起班次，带走钱箱？</translation>
    </message>
    <message>
        <source>Take the drawer out and put it into the other till. Sign in there and choose “Resume a suspended shift”. Sales and cash so far go with it; one Z counts all of it.</source>
        <translation>取出钱箱，放到另一台收银机，在那里登录后选「恢复挂起的班次」。到目前为止的销售和现金都带过去，最后一张 Z 报表合并计算。</translation>
    </message>
    <message>
        <source>Suspend the shift</source>
        <translation>挂起班次</translation>
    </message>
</context>
<context>
    <name>TakingPanel</name>
    <message>
        <source>Card by slip</source>
        <translation>刷卡（凭条）</translation>
    </message>
    <message>
        <source>Card terminal</source>
        <translation>刷卡机</translation>
    </message>
    <message>
        <source>Slip</source>
        <translation>凭条</translation>
    </message>
    <message>
        <source>Cash</source>
        <translation>现金</translation>
    </message>
    <message>
        <source>Card</source>
        <translation>刷卡</translation>
    </message>
    <message>
        <source>Wallet</source>
        <translation>扫码付</translation>
    </message>
    <message>
        <source>Outside</source>
        <translation>另收</translation>
    </message>
    <message>
        <source>Slip no.</source>
        <translation>小票号</translation>
    </message>
    <message>
        <source>Digits and one point only</source>
        <translation>只能输入数字和一个小数点</translation>
    </message>
</context>
<context>
    <name>TaskSheet</name>
    <message>
        <source>New follow-up</source>
        <translation>新建跟进</translation>
    </message>
    <message>
        <source>New follow-up of {0}</source>
        <translation>为 {0} 新建跟进</translation>
    </message>
    <message>
        <source>Make it</source>
        <translation>建立</translation>
    </message>
    <message>
        <source>Follow-up of {0}</source>
        <translation>{0} 的跟进</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>修改</translation>
    </message>
    <message>
        <source>today</source>
        <translation>今天</translation>
    </message>
    <message>
        <source>tomorrow</source>
        <translation>明天</translation>
    </message>
    <message>
        <source>in {0} d</source>
        <translation>{0} 天后</translation>
    </message>
    <message>
        <source>Due on, as 2026-11-30</source>
        <translation>日期，如 2026-11-30</translation>
    </message>
    <message>
        <source>Who: number, last four digits, name</source>
        <translation>会员：手机号、后四位或姓名</translation>
    </message>
    <message>
        <source>What is to be done, or said</source>
        <translation>要做什么、说什么</translation>
    </message>
    <message>
        <source>Choose the member first.</source>
        <translation>请先选择会员。</translation>
    </message>
</context>
<context>
    <name>TileGrid</name>
    <message>
        <source>Products</source>
        <translation>商品</translation>
    </message>
</context>
<context>
    <name>TopBar</name>
    <message>
        <source>Clock</source>
        <translation>时钟</translation>
    </message>
    <message>
        <source>{0} · register {1}</source>
        <translation>{0} · {1} 号收银台</translation>
    </message>
    <message>
        <source>Register {0}</source>
        <translation>{0} 号收银台</translation>
    </message>
    <message>
        <source>Lock, or switch person</source>
        <translation>锁定或换人</translation>
    </message>
    <message>
        <source>Pickup {0}</source>
        <translation>自提 {0}</translation>
    </message>
    <message>
        <source>Follow up {0}</source>
        <translation>跟进 {0}</translation>
    </message>
    <message>
        <source>{0} online orders wait: open the orders</source>
        <translation>有 {0} 张网上订单待处理：打开订单</translation>
    </message>
    <message>
        <source>{0} follow-ups are due: open them</source>
        <translation>有 {0} 条跟进待办：打开跟进</translation>
    </message>
    <message>
        <source>Starting…</source>
        <translation>正在启动…</translation>
    </message>
    <message>
        <source>The till is not open</source>
        <translation>收银机未打开</translation>
    </message>
    <message>
        <source>never</source>
        <translation>从未</translation>
    </message>
    <message>
        <source>Synced {0} · {1} unsent</source>
        <translation>已同步 {0} · 未传 {1}</translation>
    </message>
    <message>
        <source>No answer since {0} · {1} unsent</source>
        <translation>{0} 起没有应答 · 未传 {1}</translation>
    </message>
    <message>
        <source>Behind since {0} · {1} unsent</source>
        <translation>{0} 起未同步完 · 未传 {1}</translation>
    </message>
    <message>
        <source>Offline since {0} · {1} unsent</source>
        <translation>{0} 起离线 · 未传 {1}</translation>
    </message>
    <message>
        <source>Hub says no since {0} · {1} unsent</source>
        <translation>{0} 起总部拒绝 · 未传 {1}</translation>
    </message>
    <message>
        <source>Synced</source>
        <translation>已同步</translation>
    </message>
    <message>
        <source>No answer · {0}</source>
        <translation>没有应答 · {0}</translation>
    </message>
    <message>
        <source>Behind · {0}</source>
        <translation>未传完 · {0}</translation>
    </message>
    <message>
        <source>Offline · {0}</source>
        <translation>离线 · {0}</translation>
    </message>
    <message>
        <source>Hub says no</source>
        <translation>总部拒绝</translation>
    </message>
    <message>
        <source>Switched offline · {1} unsent</source>
        <translation>已手动离线 · 未传 {1}</translation>
    </message>
    <message>
        <source>{0} refused</source>
        <translation>被拒 {0}</translation>
    </message>
    <message>
        <source>{0} h</source>
        <translation>{0} 小时</translation>
    </message>
    <message>
        <source>{0} min</source>
        <translation>{0} 分钟</translation>
    </message>
    <message>
        <source>Clock {0} slow: set it</source>
        <translation>时钟慢 {0}，请校准</translation>
    </message>
    <message>
        <source>Clock {0} fast: set it</source>
        <translation>时钟快 {0}，请校准</translation>
    </message>
    <message>
        <source>Simulated printer</source>
        <translation>模拟打印机</translation>
    </message>
    <message>
        <source>Printer ready</source>
        <translation>打印机就绪</translation>
    </message>
    <message>
        <source>Printer off</source>
        <translation>打印机没开</translation>
    </message>
    <message>
        <source>Printer out of paper</source>
        <translation>打印机没纸</translation>
    </message>
    <message>
        <source>Printer needs help</source>
        <translation>打印机需处理</translation>
    </message>
    <message>
        <source>Off</source>
        <translation>已关</translation>
    </message>
    <message>
        <source>No paper</source>
        <translation>没纸</translation>
    </message>
    <message>
        <source>Printer</source>
        <translation>打印机</translation>
    </message>
    <message>
        <source>{0} waiting</source>
        <translation>{0} 张待打</translation>
    </message>
</context>
<context>
    <name>TopUpSheet</name>
    <message>
        <source>Top up stored value</source>
        <translation>会员储值充值</translation>
    </message>
    <message>
        <source>Top up a gift card</source>
        <translation>礼品卡充值</translation>
    </message>
    <message>
        <source>Number of the gift card</source>
        <translation>礼品卡号</translation>
    </message>
    <message>
        <source>Amount in {0}</source>
        <translation>金额（{0}）</translation>
    </message>
    <message>
        <source>Give stored value back</source>
        <translation>退储值</translation>
    </message>
    <message>
        <source>To the payment</source>
        <translation>去收款</translation>
    </message>
    <message>
        <source>{0} to pay, {1} bonus: {2} more on the balance</source>
        <translation>应收 {0}，赠送 {1}，余额增加 {2}</translation>
    </message>
    <message>
        <source>No bonus is given with this amount.</source>
        <translation>这个金额没有赠送。</translation>
    </message>
    <message>
        <source>Asking head office…</source>
        <translation>正在问总部…</translation>
    </message>
</context>
<context>
    <name>TouchPanel</name>
    <message>
        <source>Nothing yet.</source>
        <translation>还没有往来。</translation>
    </message>
    <message>
        <source>No purchases yet.</source>
        <translation>还没有购买。</translation>
    </message>
</context>
<context>
    <name>TrainingBand</name>
    <message>
        <source>TRAINING · nothing here counts: no books, no drawer, no real customers</source>
        <translation>培训 · 这里什么都不算数：不入账，不开钱箱，没有真实顾客</translation>
    </message>
    <message>
        <source>End training</source>
        <translation>结束培训</translation>
    </message>
</context>
<context>
    <name>TroubleScreen</name>
    <message>
        <source>Try again</source>
        <translation>再试一次</translation>
    </message>
    <message>
        <source>Export the journal to a file</source>
        <translation>把流水导出到文件</translation>
    </message>
    <message>
        <source>Sell on in a fresh file …</source>
        <translation>换新文件继续销售…</translation>
    </message>
    <message>
        <source>Enrol this till</source>
        <translation>注册这台收银机</translation>
    </message>
    <message>
        <source>Diagnosis file for support</source>
        <translation>给支持人员的诊断文件</translation>
    </message>
    <message>
        <source>Close the till</source>
        <translation>关闭收银程序</translation>
    </message>
    <message>
        <source>Address of the hub, for example https://hub.example</source>
        <translation>总部地址，例如 https://hub.example</translation>
    </message>
    <message>
        <source>Enrolment code</source>
        <translation>注册码</translation>
    </message>
    <message>
        <source>Sell on in a fresh file?</source>
        <translation>换新文件继续销售？</translation>
    </message>
    <message>
        <source>This till is not enrolled yet</source>
        <translation>这台收银机还没有注册</translation>
    </message>
    <message>
        <source>The till cannot open</source>
        <translation>收银机打不开</translation>
    </message>
    <message>
        <source>Ask head office for the hub&apos;s address and an enrolment code, type them here and press F12.</source>
        <translation>请向总部要总部地址和注册码，在这里输入后按 F12。</translation>
    </message>
    <message>
        <source>Next: export the journal, call the manager, and let the manager decide about a fresh file.</source>
        <translation>下一步：先导出流水，再请店长来决定是否换新文件。</translation>
    </message>
    <message numerus="yes">
        <source>All %n entries of the journal are in the file {0}. Give it to the manager.</source>
        <translation>
            <numerusform>全部 %n 条流水都在文件 {0} 里。请交给店长。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n entries could be read; some are lost. They are in the file {0}. Give it to the manager.</source>
        <translation>
            <numerusform>读出 %n 条流水，有些读不出来。已存入文件 {0}，请交给店长。</numerusform>
        </translation>
    </message>
    <message>
        <source>This file is set aside and kept; the till then starts with an empty one under a new number. Sales that had not reached the hub are only in the old file and in the export.</source>
        <translation>现在的文件会移到一边保存，收银机以新编号从空文件开始。还没传到总部的销售只在旧文件和导出的文件里。</translation>
    </message>
    <message>
        <source>Next: export the journal for head office; then a manager begins a fresh file with numbers of its own.</source>
        <translation>下一步：先把流水导出交给总部，再由店长开始使用新文件，小票号另起一列。</translation>
    </message>
    <message>
        <source>Next: call the manager. If the key cannot be put back, a manager may begin a fresh file.</source>
        <translation>下一步：请店长来。如果密钥找不回，店长可以决定换新文件。</translation>
    </message>
    <message>
        <source>Nothing was changed. Next: start the newer program, or have it installed.</source>
        <translation>没有改动任何数据。下一步：启动新版程序，或请人安装。</translation>
    </message>
    <message>
        <source>Next: delete files that are not the till&apos;s, then try again.</source>
        <translation>下一步：删除与收银无关的文件，然后再试一次。</translation>
    </message>
    <message>
        <source>Next: use the window that is open, or end the other program and try again.</source>
        <translation>下一步：使用已打开的窗口，或结束另一个程序后再试。</translation>
    </message>
    <message>
        <source>Next: try again; if it stays so, restart the machine and call support.</source>
        <translation>下一步：再试一次；如果还不行，重启电脑并联系技术支持。</translation>
    </message>
    <message>
        <source>Next: check the network cable and try again.</source>
        <translation>下一步：检查网线，然后再试一次。</translation>
    </message>
    <message>
        <source>Next: mend what the sentence says, then try again. Your sales are not touched.</source>
        <translation>下一步：按上面说的处理，然后再试一次。销售记录没有改动。</translation>
    </message>
    <message>
        <source>It is in {0}. Nothing personal is in it.</source>
        <translation>文件在 {0}，里面没有个人信息。</translation>
    </message>
    <message>
        <source>Reading the journal …</source>
        <translation>正在读取流水…</translation>
    </message>
    <message>
        <source>Opening the till …</source>
        <translation>正在打开收银机…</translation>
    </message>
    <message>
        <source>Asking the hub …</source>
        <translation>正在询问总部…</translation>
    </message>
    <message>
        <source>Looking at everything …</source>
        <translation>正在检查各项情况…</translation>
    </message>
    <message>
        <source>Checking the PIN …</source>
        <translation>正在核对密码…</translation>
    </message>
    <message>
        <source>Looking who may decide …</source>
        <translation>正在查找谁可以决定…</translation>
    </message>
</context>
<context>
    <name>UnlistedSheet</name>
    <message>
        <source>Sell as unlisted</source>
        <translation>按未登记商品出售</translation>
    </message>
    <message>
        <source>Code {0} is in no product list. Head office is told.</source>
        <translation>条码 {0} 不在商品资料中，会报告总部。</translation>
    </message>
    <message>
        <source>For goods without a code. Head office is told.</source>
        <translation>用于没有条码的商品，会报告总部。</translation>
    </message>
    <message>
        <source>Name on the receipt</source>
        <translation>小票上的名称</translation>
    </message>
    <message>
        <source>Category</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>Tax</source>
        <translation>税率</translation>
    </message>
    <message>
        <source>No category</source>
        <translation>不分类</translation>
    </message>
    <message>
        <source>Unlisted goods</source>
        <translation>未登记商品</translation>
    </message>
    <message>
        <source>Price</source>
        <translation>价格</translation>
    </message>
    <message>
        <source>Sell</source>
        <translation>出售</translation>
    </message>
    <message>
        <source>Exempt</source>
        <translation>免税</translation>
    </message>
    <message>
        <source>Zero-rated</source>
        <translation>零税率</translation>
    </message>
    <message>
        <source>Not taxable</source>
        <translation>不征税</translation>
    </message>
    <message>
        <source>Levy {0}</source>
        <translation>简易征收 {0}</translation>
    </message>
</context>
<context>
    <name>Unproved</name>
    <message>
        <source>In the basket: {0} of store credit. What else?</source>
        <translation>已加入购物车：{0} 储值。还有什么？</translation>
    </message>
</context>
<context>
    <name>WalletSide</name>
    <message>
        <source>Reference on the terminal&apos;s slip</source>
        <translation>刷卡机凭条上的参考号</translation>
    </message>
    <message>
        <source>Scan the customer&apos;s payment code, or type its digits</source>
        <translation>扫顾客的付款码，或输入数字</translation>
    </message>
    <message>
        <source>Number of the payment, as the wallet shows it</source>
        <translation>钱包付款记录上的单号</translation>
    </message>
    <message>
        <source>Wallet, outside</source>
        <translation>钱包（另收）</translation>
    </message>
    <message>
        <source>Take the payment of {0} by {1} back?</source>
        <translation>撤销{1}收的 {0}？</translation>
    </message>
    <message>
        <source>{0} is still taken (number {1}): give it back first, where it was taken. The journal keeps it.</source>
        <translation>{0} 还在（单号 {1}）：请先在原处退还。流水会记下。</translation>
    </message>
    <message>
        <source>{0} gives {1} back to the customer. The journal keeps it.</source>
        <translation>{0}会把 {1} 退给顾客。流水会记下。</translation>
    </message>
    <message>
        <source>{0} is not set up for this till. Take it on its own device and type the payment&apos;s number.</source>
        <translation>总部还没有接入{0}。请用它自己的设备收款，再输入付款单号。</translation>
    </message>
</context>
<context>
    <name>WaysArea</name>
    <message>
        <source>More</source>
        <translation>更多</translation>
    </message>
</context>
<context>
    <name>WaysSheet</name>
    <message>
        <source>Contact {0}</source>
        <translation>联系{0}</translation>
    </message>
</context>
<context>
    <name>WhyInCash</name>
    <message>
        <source>Wallet or card closed</source>
        <translation>钱包或银行卡已停用</translation>
    </message>
    <message>
        <source>Somebody else had paid</source>
        <translation>当时由他人付款</translation>
    </message>
    <message>
        <source>Customer wants cash</source>
        <translation>顾客要求退现金</translation>
    </message>
    <message>
        <source>It was not paid in cash. The reason stands on the return, and somebody must allow it.</source>
        <translation>当时不是现金付款。原因会记在退货上，并需有权限的人批准。</translation>
    </message>
    <message>
        <source>Why in cash?</source>
        <translation>为什么退现金？</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>继续</translation>
    </message>
</context>
<context>
    <name>Window</name>
    <message>
        <source>Printing a copy of {0}</source>
        <translation>正在打印副本 {0}</translation>
    </message>
    <message>
        <source>The drawer opens</source>
        <translation>钱箱打开</translation>
    </message>
    <message>
        <source>Something went wrong in the program (fault {0}). Every sale and the basket are safe on disk. Go on; if it happens again, start the till anew and tell support the code.</source>
        <translation>程序出了问题（代码 {0}）。所有销售和购物车都已安全存盘，请继续；若再次出现，请重新启动收银机并把代码告诉技术支持。</translation>
    </message>
    <message>
        <source>Close the till and start it again: it shows the way on.</source>
        <translation>请关闭收银机再启动，屏幕会告诉您怎么继续。</translation>
    </message>
    <message>
        <source>Sign in first; the scan was not counted.</source>
        <translation>请先登录；这次扫描没有计入。</translation>
    </message>
    <message>
        <source>Register</source>
        <translation>收银</translation>
    </message>
</context>
<context>
    <name>WindowKeys</name>
    <message>
        <source>Keys</source>
        <translation>按键</translation>
    </message>
    <message>
        <source>Reprint last</source>
        <translation>重打小票</translation>
    </message>
    <message>
        <source>Open drawer</source>
        <translation>开钱箱</translation>
    </message>
    <message>
        <source>Full screen</source>
        <translation>全屏</translation>
    </message>
    <message>
        <source>Lock</source>
        <translation>锁屏</translation>
    </message>
    <message>
        <source>Person, PIN, training</source>
        <translation>人员、密码、培训</translation>
    </message>
    <message>
        <source>Follow-ups</source>
        <translation>跟进</translation>
    </message>
</context>
<context>
    <name>WishSheet</name>
    <message>
        <source>Scan goods, or type a name, pinyin or number; Enter puts them on the list.</source>
        <translation>扫商品，或输入名称、拼音、货号；按回车加入心愿单。</translation>
    </message>
    <message>
        <source>Goods that they would like</source>
        <translation>想要的商品</translation>
    </message>
    <message>
        <source>Put on the list</source>
        <translation>加入心愿单</translation>
    </message>
    <message>
        <source>Take off the list</source>
        <translation>移出心愿单</translation>
    </message>
    <message>
        <source>Into the basket</source>
        <translation>加到小票</translation>
    </message>
    <message>
        <source>Choose a row first: by the arrows or by a tap.</source>
        <translation>请先选一行：用方向键或点一下。</translation>
    </message>
</context>
</TS>
