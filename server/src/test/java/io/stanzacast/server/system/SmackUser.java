package io.stanzacast.server.system;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.InetAddress;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.X509TrustManager;
import org.jivesoftware.smack.ConnectionConfiguration;
import org.jivesoftware.smack.StanzaCollector;
import org.jivesoftware.smack.packet.IQ;
import org.jivesoftware.smack.packet.Message;
import org.jivesoftware.smack.packet.SimpleIQ;
import org.jivesoftware.smack.tcp.XMPPTCPConnection;
import org.jivesoftware.smack.tcp.XMPPTCPConnectionConfiguration;
import org.jivesoftware.smackx.muc.MultiUserChat;
import org.jivesoftware.smackx.muc.MultiUserChatManager;
import org.jxmpp.jid.EntityBareJid;
import org.jxmpp.jid.EntityFullJid;
import org.jxmpp.jid.impl.JidCreate;
import org.jxmpp.jid.parts.Resourcepart;

/** A person with Smack over TCP and STARTTLS, in one room. */
final class SmackUser implements AutoCloseable {
    private static final String JIBRI = "http://jitsi.org/protocol/jibri";

    private final XMPPTCPConnection connection;
    private final MultiUserChat room;
    private final List<Message> messages = new CopyOnWriteArrayList<>();

    private SmackUser(XMPPTCPConnection connection, MultiUserChat room) {
        this.connection = connection;
        this.room = room;
    }

    /** @param account with {@code jid} and {@code password} */
    static SmackUser join(ServerProcess server, JsonNode account, String roomAddress, String nickname)
            throws Exception {
        EntityBareJid jid = JidCreate.entityBareFrom(account.get("jid").asText());
        XMPPTCPConnection connection = new XMPPTCPConnection(XMPPTCPConnectionConfiguration.builder()
                .setXmppDomain(jid.asDomainBareJid())
                .setHostAddress(InetAddress.getLoopbackAddress())
                .setPort(server.c2sPort())
                .setSecurityMode(ConnectionConfiguration.SecurityMode.required)
                .setCustomX509TrustManager(new TrustAll())
                .setHostnameVerifier((host, session) -> true)
                .setUsernameAndPassword(
                        jid.getLocalpart(), account.get("password").asText())
                .build());
        connection.setReplyTimeout(10_000);
        connection.connect().login();
        MultiUserChat room =
                MultiUserChatManager.getInstanceFor(connection).getMultiUserChat(JidCreate.entityBareFrom(roomAddress));
        SmackUser user = new SmackUser(connection, room);
        room.addMessageListener(user.messages::add);
        room.join(Resourcepart.from(nickname));
        return user;
    }

    void say(String text) throws Exception {
        room.sendMessage(text);
    }

    boolean heard(String text) {
        return messages.stream().anyMatch(message -> text.equals(message.getBody()));
    }

    /** Sends a Jibri request to the focus; throws with the error's condition if it is refused. */
    void jibri(String action, String streamId) throws Exception {
        EntityFullJid focus = JidCreate.entityFullFrom(room.getRoom(), Resourcepart.from("focus"));
        SimpleIQ request = new SimpleIQ("jibri", JIBRI) {
            @Override
            protected IQChildElementXmlStringBuilder getIQChildElementBuilder(IQChildElementXmlStringBuilder xml) {
                xml.attribute("action", action).attribute("recording_mode", "stream");
                if (!streamId.isEmpty()) {
                    xml.attribute("streamid", streamId);
                }
                xml.setEmptyElement();
                return xml;
            }
        };
        request.setType(IQ.Type.set);
        request.setTo(focus);
        try (StanzaCollector answer = connection.createStanzaCollectorAndSend(request)) {
            answer.nextResultOrThrow(Duration.ofSeconds(15).toMillis());
        }
    }

    boolean isConnected() {
        return connection.isConnected();
    }

    @Override
    public void close() {
        connection.disconnect();
    }

    /** The server's certificate is self-signed; that it encrypts is what matters here. */
    private static final class TrustAll implements X509TrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
