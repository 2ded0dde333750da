"""The screens of the till: Qt only; every rule and every figure comes ready-made from posapp.app."""
