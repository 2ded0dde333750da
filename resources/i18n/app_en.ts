<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
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
    <name>PaymentScreen</name>
    <message numerus="yes">
        <source>Payment · %n item(s)</source>
        <translation>
            <numerusform>Payment · %n item</numerusform>
            <numerusform>Payment · %n items</numerusform>
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
</context>
</TS>
