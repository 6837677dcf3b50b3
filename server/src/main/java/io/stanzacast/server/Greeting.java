package io.stanzacast.server;

import java.util.Optional;

/** What a start prints for the person who typed the command. */
final class Greeting {
    private Greeting() {}

    static String text(ServerConfig config, boolean demo, Optional<FirstStart.Result> first) {
        StringBuilder out = new StringBuilder();
        first.ifPresent(made -> out.append(String.format(
                """

                This is the first start: keep what follows, it is not shown again (it is also in first-start.json).

                  administrator  %s  password %s
                  streamer       %s  password %s
                  channel        %s  stream key %s

                  OBS            server %s/live  key %s
                  ffmpeg         ffmpeg -re -i FILE -c:v libx264 -preset veryfast -g 60 -pix_fmt yuv420p -c:a aac -f flv %s

                """,
                made.admin().jid(),
                made.admin().password(),
                made.owner().jid(),
                made.owner().password(),
                made.channel().name(),
                made.channel().streamKey(),
                Addresses.rtmp(config),
                made.channel().streamKey(),
                made.channel().publish())));
        String http = Addresses.http(config);
        out.append(String.format("  channels       %s/%n", http));
        if (demo || first.isPresent()) {
            String name = FirstStart.DEMO;
            out.append(String.format("  demo           %s%s%n", http, Addresses.page(name)));
            out.append(String.format("  chat client    %s%s%n", http, Addresses.client(name)));
            out.append(String.format("  playlist       %s%s%n", http, Addresses.playlist(name)));
        }
        out.append(String.format(
                "  XMPP           %s, port %s (STARTTLS) or %s (TLS)%n",
                config.domain(), config.xmpp().c2s().port(), config.xmpp().c2s().directTlsPort()));
        return out.toString();
    }
}
