"""slixmpp logs in with SCRAM over STARTTLS, joins a room, says a line and waits until the room says it back.

usage: chat.py PORT JID PASSWORD ROOM TEXT
"""
import asyncio
import ssl
import sys

from slixmpp import ClientXMPP

port, jid, password, room, text = int(sys.argv[1]), *sys.argv[2:6]


async def main():
    client = ClientXMPP(jid, password)
    client.ssl_context.check_hostname = False
    client.ssl_context.verify_mode = ssl.CERT_NONE
    client.register_plugin("xep_0045")
    client.register_plugin("feature_mechanisms")
    ready, heard = asyncio.Event(), asyncio.Event()
    client.add_event_handler("session_start", lambda event: ready.set())
    client.add_event_handler("groupchat_message", lambda message: heard.set() if message["body"] == text else None)
    client.connect(("127.0.0.1", port))
    await asyncio.wait_for(ready.wait(), 20)
    mechanism = client.plugin["feature_mechanisms"].mech.name
    tls = client.socket.version() if hasattr(client.socket, "version") else client.transport.get_extra_info("ssl_object").version()
    client.send_presence()
    joined = asyncio.Event()
    client.add_event_handler("muc::%s::got_online" % room, lambda presence: joined.set())
    client.plugin["xep_0045"].join_muc(room, "slixmpp")
    await asyncio.wait_for(joined.wait(), 20)
    client.send_message(mto=room, mbody=text, mtype="groupchat")
    await asyncio.wait_for(heard.wait(), 20)
    print("mechanism=%s tls=%s heard" % (mechanism, tls))
    client.disconnect()
    await asyncio.sleep(0.2)


asyncio.get_event_loop().run_until_complete(asyncio.wait_for(main(), 60))
