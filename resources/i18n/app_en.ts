<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>AppointmentsScreen</name>
    <message numerus="yes">
        <source>%n to come</source>
        <translation>
            <numerusform>%n to come</numerusform>
            <numerusform>%n to come</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>BeforeStep</name>
    <message numerus="yes">
        <source>%n entries wait for the hub. They are sent by themselves, before or after the close.</source>
        <translation>
            <numerusform>%n entry waits for the hub. It is sent by itself, before or after the close.</numerusform>
            <numerusform>%n entries wait for the hub. They are sent by themselves, before or after the close.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n item(s)</source>
        <translation>
            <numerusform>%n item</numerusform>
            <numerusform>%n items</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n basket(s) lie aside. Say of each whether it stays for the next shift.</source>
        <translation>
            <numerusform>%n basket lies aside. Say whether it stays for the next shift.</numerusform>
            <numerusform>%n baskets lie aside. Say of each whether it stays for the next shift.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>BookScreen</name>
    <message numerus="yes">
        <source>%n client(s)</source>
        <translation>
            <numerusform>%n client</numerusform>
            <numerusform>%n clients</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n so far …</source>
        <translation>
            <numerusform>%n so far …</numerusform>
            <numerusform>%n so far …</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n marked</source>
        <translation>
            <numerusform>%n marked</numerusform>
            <numerusform>%n marked</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CheckoutScreen</name>
    <message numerus="yes">
        <source>%n item(s)</source>
        <translation>
            <numerusform>%n item</numerusform>
            <numerusform>%n items</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>DashboardScreen</name>
    <message numerus="yes">
        <source>%n visitor(s)</source>
        <translation>
            <numerusform>%n visitor</numerusform>
            <numerusform>%n visitors</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n receipt(s)</source>
        <translation>
            <numerusform>%n receipt</numerusform>
            <numerusform>%n receipts</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n late</source>
        <translation>
            <numerusform>%n late</numerusform>
            <numerusform>%n late</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n exception(s) at the hub</source>
        <translation>
            <numerusform>%n exception at the hub</numerusform>
            <numerusform>%n exceptions at the hub</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n entry(s) refused by the hub</source>
        <translation>
            <numerusform>%n entry refused by the hub</numerusform>
            <numerusform>%n entries refused by the hub</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>DeputySheet</name>
    <message numerus="yes">
        <source>%n hour(s)</source>
        <translation>
            <numerusform>%n hour</numerusform>
            <numerusform>%n hours</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>DrawerScreen</name>
    <message numerus="yes">
        <source>%n line(s) · {0}</source>
        <translation>
            <numerusform>%n line · {0}</numerusform>
            <numerusform>%n lines · {0}</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ExplainedOffers</name>
    <message numerus="yes">
        <source>%n more: {0}</source>
        <translation>
            <numerusform>%n more: {0}</numerusform>
            <numerusform>%n more: {0}</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>HandOver</name>
    <message numerus="yes">
        <source>%n client(s)</source>
        <translation>
            <numerusform>%n client</numerusform>
            <numerusform>%n clients</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Hand over %n client(s)</source>
        <translation>
            <numerusform>Hand over %n client</numerusform>
            <numerusform>Hand over %n clients</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n client(s) are in the book of {0} now</source>
        <translation>
            <numerusform>%n client is in the book of {0} now</numerusform>
            <numerusform>%n clients are in the book of {0} now</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>HoldsScreen</name>
    <message numerus="yes">
        <source>%n held basket(s)</source>
        <translation>
            <numerusform>%n held basket</numerusform>
            <numerusform>%n held baskets</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>LabelsScreen</name>
    <message numerus="yes">
        <source>%n label(s) printed</source>
        <translation>
            <numerusform>%n label printed</numerusform>
            <numerusform>%n labels printed</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n label(s) to replace</source>
        <translation>
            <numerusform>%n label to replace</numerusform>
            <numerusform>%n labels to replace</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n label(s)</source>
        <translation>
            <numerusform>%n label</numerusform>
            <numerusform>%n labels</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>LentSheet</name>
    <message numerus="yes">
        <source>%n day(s)</source>
        <translation>
            <numerusform>%n day</numerusform>
            <numerusform>%n days</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>LineScreen</name>
    <message numerus="yes">
        <source>%n balance(s) came with a wrong signature and are not used. Tell head office.</source>
        <translation>
            <numerusform>%n balance came with a wrong signature and is not used. Tell head office.</numerusform>
            <numerusform>%n balances came with a wrong signature and are not used. Tell head office.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>People</name>
    <message numerus="yes">
        <source>%n line(s). Taken over, its lines keep who rang them up.</source>
        <translation>
            <numerusform>%n line. Taken over, it keeps who rang it up.</numerusform>
            <numerusform>%n lines. Taken over, they keep who rang them up.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Questions</name>
    <message numerus="yes">
        <source>%n item(s) for {0}. The journal keeps what was in it.</source>
        <translation>
            <numerusform>%n item for {0}. The journal keeps what was in it.</numerusform>
            <numerusform>%n items for {0}. The journal keeps what was in it.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n item(s) for {0}. A name or a note helps to find it again.</source>
        <translation>
            <numerusform>%n item for {0}. A name or a note helps to find it again.</numerusform>
            <numerusform>%n items for {0}. A name or a note helps to find it again.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>QueueWords</name>
    <message numerus="yes">
        <source>%n try(s)</source>
        <translation>
            <numerusform>%n try</numerusform>
            <numerusform>%n tries</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ReceiptsScreen</name>
    <message numerus="yes">
        <source>{0} · {1} · %n item(s)</source>
        <translation>
            <numerusform>{0} · {1} · %n item</numerusform>
            <numerusform>{0} · {1} · %n items</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RefundsScreen</name>
    <message numerus="yes">
        <source>Refunds to wallets: %n to settle</source>
        <translation>
            <numerusform>Refunds to wallets: %n to settle</numerusform>
            <numerusform>Refunds to wallets: %n to settle</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ReportsScreen</name>
    <message numerus="yes">
        <source>%n receipt(s), the newest first. Enter shows one.</source>
        <translation>
            <numerusform>%n receipt. Enter shows it.</numerusform>
            <numerusform>%n receipts, the newest first. Enter shows one.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n entry(s) of the log, the newest first.</source>
        <translation>
            <numerusform>%n entry of the log.</numerusform>
            <numerusform>%n entries of the log, the newest first.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ReturnsScreen</name>
    <message numerus="yes">
        <source>%n sale(s) fit: choose one</source>
        <translation>
            <numerusform>%n sale fits: choose it</numerusform>
            <numerusform>%n sales fit: choose one</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SignInScreen</name>
    <message numerus="yes">
        <source>A sale is unfinished: %n line(s) for {0}, nothing paid yet. Sign in to go on with it.</source>
        <translation>
            <numerusform>A sale is unfinished: %n line for {0}, nothing paid yet. Sign in to go on with it.</numerusform>
            <numerusform>A sale is unfinished: %n lines for {0}, nothing paid yet. Sign in to go on with it.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>StandingPanel</name>
    <message numerus="yes">
        <source>Payment · %n item(s)</source>
        <translation>
            <numerusform>Payment · %n item</numerusform>
            <numerusform>Payment · %n items</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>TroubleScreen</name>
    <message numerus="yes">
        <source>All %n entries of the journal are in the file {0}. Give it to the manager.</source>
        <translation>
            <numerusform>The one entry of the journal is in the file {0}. Give it to the manager.</numerusform>
            <numerusform>All %n entries of the journal are in the file {0}. Give it to the manager.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n entries could be read; some are lost. They are in the file {0}. Give it to the manager.</source>
        <translation>
            <numerusform>%n entry could be read; some are lost. It is in the file {0}. Give it to the manager.</numerusform>
            <numerusform>%n entries could be read; some are lost. They are in the file {0}. Give it to the manager.</numerusform>
        </translation>
    </message>
</context>
</TS>
