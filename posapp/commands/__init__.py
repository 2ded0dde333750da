"""Commands beside the window: replay, verify …"""
