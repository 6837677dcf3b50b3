package io.stanzacast.xmpp.net;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;

/** A client over a blocking socket: sends text, reads until text comes. Waits ten seconds at most. */
final class LineClient implements AutoCloseable {
    static final String BIND =
            "<iq type='set' id='b'><bind xmlns='urn:ietf:params:xml:ns:xmpp-bind'><resource>r</resource></bind></iq>";

    private Socket socket;

    LineClient(int port) throws IOException {
        this(port, 0);
    }

    /** @param receiveBytes of the kernel's buffer, 0 for the usual */
    LineClient(int port, int receiveBytes) throws IOException {
        socket = new Socket();
        if (receiveBytes > 0) {
            socket.setReceiveBufferSize(receiveBytes);
        }
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        socket.setSoTimeout(10_000);
        socket.setTcpNoDelay(true);
    }

    static String header(String to) {
        return "<?xml version='1.0'?><stream:stream to='" + to
                + "' version='1.0' xmlns='jabber:client' xmlns:stream='http://etherx.jabber.org/streams'>";
    }

    LineClient send(String text) throws IOException {
        return send(text.getBytes(StandardCharsets.UTF_8));
    }

    LineClient send(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        socket.getOutputStream().flush();
        return this;
    }

    /** Everything up to and with {@code end}. */
    String until(String end) throws IOException {
        ByteArrayOutputStream read = new ByteArrayOutputStream();
        InputStream in = socket.getInputStream();
        while (true) {
            int b = in.read();
            if (b < 0) {
                throw new IOException("closed after: " + read.toString(StandardCharsets.UTF_8));
            }
            read.write(b);
            if (b == end.charAt(end.length() - 1)) {
                String text = read.toString(StandardCharsets.UTF_8);
                if (text.endsWith(end)) {
                    return text;
                }
            }
        }
    }

    void skip(int bytes) throws IOException {
        socket.getInputStream().skipNBytes(bytes);
    }

    /** Everything until the server closes. */
    String untilClosed() throws IOException {
        return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    /** Logs in as a guest. @return the full address */
    String bindAsGuest(String host) throws IOException {
        send(header(host)).until("</stream:features>");
        send("<auth xmlns='urn:ietf:params:xml:ns:xmpp-sasl' mechanism='ANONYMOUS'/>")
                .until("<success xmlns='urn:ietf:params:xml:ns:xmpp-sasl'/>");
        send(header(host)).until("</stream:features>");
        String result = send(BIND).until("</iq>");
        return result.replaceAll("(?s).*<jid>|</jid>.*", "");
    }

    LineClient handshake(String host) throws IOException {
        return handshake(host, "TLSv1.3", "TLSv1.2");
    }

    LineClient handshake(String host, String... protocols) throws IOException {
        SSLSocket tls = (SSLSocket) trusting().getSocketFactory().createSocket(socket, host, socket.getPort(), true);
        SSLParameters parameters = tls.getSSLParameters();
        parameters.setApplicationProtocols(new String[] {"xmpp-client"});
        parameters.setProtocols(protocols);
        tls.setSSLParameters(parameters);
        tls.startHandshake();
        socket = tls;
        return this;
    }

    Socket socket() {
        return socket;
    }

    private static SSLContext trusting() {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {new TrustsAll()}, new SecureRandom());
            return context;
        } catch (java.security.GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private static final class TrustsAll implements X509TrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
