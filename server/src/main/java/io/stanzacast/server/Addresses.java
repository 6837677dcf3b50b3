package io.stanzacast.server;

/** The addresses that people and pages are told. */
final class Addresses {
    private Addresses() {}

    static String http(ServerConfig config) {
        return "http://" + host(config.http().address()) + ":" + config.http().port();
    }

    static String rtmp(ServerConfig config) {
        int port = config.media().rtmp().port();
        return "rtmp://" + host(config.media().rtmp().address()) + (port == 1935 ? "" : ":" + port);
    }

    static String playlist(String channel) {
        return "/hls/" + channel + "/index.m3u8";
    }

    static String page(String channel) {
        return "/c/" + channel;
    }

    static String client(String channel) {
        return "/client/" + channel;
    }

    private static String host(String address) {
        String known = address.equals("0.0.0.0") || address.equals("::") ? "127.0.0.1" : address;
        return known.contains(":") ? "[" + known + "]" : known;
    }
}
