<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>ApprovalSheet</name>
    <message>
        <source>Who approves? Choose the name, then type the PIN.</source>
        <translation type="unfinished"></translation>
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
    <name>CartList</name>
    <message>
        <source>Basket lines</source>
        <translation>购物车商品</translation>
    </message>
</context>
<context>
    <name>CheckoutScreen</name>
    <message>
        <source>Pay</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Search</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Quantity</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Empty</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Undo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tiles away or back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Leave the search</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Scan the first item</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} items</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Subtotal</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Discounts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Amount due</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One more, one less</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Another line or result</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a result</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ring up what was found</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Removed: {0}. Ctrl+Z brings it back.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dismissed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The basket was emptied.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unlisted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Member price</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Discount</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not sold</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>DrawerSheet</name>
    <message>
        <source>Open the drawer: why?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Change money</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check the float</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Wrong change given</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Another reason</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open drawer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A manager opens the drawer</source>
        <translation type="unfinished"></translation>
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
    <name>GoodsSide</name>
    <message>
        <source>Scan, or search by name, number or pinyin</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>More categories</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} left</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sold out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing found for “{0}”.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>HelpSheet</name>
    <message>
        <source>Keys</source>
        <translation type="unfinished"></translation>
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
        <source>Reference on the terminal&apos;s slip</source>
        <translation>刷卡机小票上的参考号</translation>
    </message>
    <message>
        <source>Part payment</source>
        <translation>部分付款</translation>
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
        <source>Next customer</source>
        <translation>下一位顾客</translation>
    </message>
    <message>
        <source>Payment · {0} items</source>
        <translation>收款 · {0} 件</translation>
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
        <source>Card paid</source>
        <translation>刷卡完成</translation>
    </message>
    <message>
        <source>Take cash</source>
        <translation>收现金</translation>
    </message>
    <message>
        <source>Finish the sale</source>
        <translation>完成这笔</translation>
    </message>
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
        <source>Due</source>
        <translation>应收</translation>
    </message>
    <message>
        <source>Paid</source>
        <translation>实收</translation>
    </message>
    <message>
        <source>Receipt</source>
        <translation>小票</translation>
    </message>
    <message>
        <source>Receipt printed</source>
        <translation>小票已打印</translation>
    </message>
    <message>
        <source>Receipt waits for the printer</source>
        <translation>小票在等打印机</translation>
    </message>
    <message>
        <source>Copy of {0} is printing</source>
        <translation>正在打印 {0} 的副本</translation>
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
    <name>ProgressLine</name>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
</context>
<context>
    <name>Questions</name>
    <message>
        <source>Quantity</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This item has no price of its own.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Price</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Weight in {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Confirm</source>
        <translation type="unfinished">确认</translation>
    </message>
    <message>
        <source>Choose with a digit key, or tap.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Which one is it?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Empty the basket?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} lines for {1}. The journal keeps what was in it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Empty</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Empty the basket</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your role does not permit it alone.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Rail</name>
    <message>
        <source>Sell</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Receipts</source>
        <translation>小票</translation>
    </message>
    <message>
        <source>Sync</source>
        <translation>同步</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
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
    <name>Sheet</name>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
</context>
<context>
    <name>ShiftScreen</name>
    <message>
        <source>Open shift</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Count the cash in the drawer and type the float. Every sale belongs to this shift.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Float in {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open the shift first; the scan was not counted.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This machine&apos;s clock says {0}, but the last entry was written at {1}. Is today {2}?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Confirm the date</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SignInScreen</name>
    <message>
        <source>Sign in</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose your name, then type your PIN and press Enter.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>First start: the demonstration shop&apos;s hub is being set up. About ten seconds.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>First start: the till is being enrolled.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>First start: goods and prices are being fetched.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Waiting for the shop&apos;s settings and goods from the hub.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The last sale, {0} for {1}, is complete and its receipt was printed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The last sale, {0} for {1}, is complete, but its receipt has not been printed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Print now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A sale is unfinished: {0} lines for {1}, nothing paid yet. Sign in to go on with it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A sale is unfinished: {0} of {1} has been taken. Sign in to go on with the payment.</source>
        <translation type="unfinished"></translation>
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
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Switch person</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Starting…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>never</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Synced {0} · {1} unsent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Behind since {0} · {1} unsent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Offline since {0} · {1} unsent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hub says no since {0} · {1} unsent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Switched offline · {1} unsent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} refused</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Simulated printer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Printer ready</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Printer off</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Printer out of paper</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Printer needs help</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} waiting</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>UnlistedSheet</name>
    <message>
        <source>Sell as unlisted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Code {0} is in no product list. Head office is told.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>For goods without a code. Head office is told.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name on the receipt</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Category</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tax</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unlisted goods</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Price</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sell</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Exempt</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Zero-rated</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not taxable</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Levy {0}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Window</name>
    <message>
        <source>{0} · register {1}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Printing a copy of {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The drawer opens</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Something went wrong in the program (fault {0}). Every sale and the basket are safe on disk. Go on; if it happens again, start the till anew and tell support the code.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sign in first; the scan was not counted.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Register</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>WindowKeys</name>
    <message>
        <source>Keys</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reprint last</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open drawer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Full screen</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lock</source>
        <translation type="unfinished"></translation>
    </message>
</context>
</TS>
