package io.stanzacast.media.rtmp;

/**
 * Where a publisher wants to go. Clients disagree on what belongs to the application and what to the name, so queries are cut off both and
 * the last component of the two together is the key.
 *
 * @param application such as {@code live}, without its query
 * @param key a secret, never logged; empty if there is none
 */
record StreamName(String application, String key) {
    private static final int MAX_KEY = 512;

    static StreamName of(String app, String name) {
        String path = trimSlashes(withoutQuery(app));
        String stream = trimSlashes(withoutQuery(name));
        if (!stream.isEmpty()) {
            return new StreamName(path, last(stream));
        }
        int slash = path.lastIndexOf('/');
        return slash < 0 ? new StreamName(path, "") : new StreamName(path.substring(0, slash), last(path));
    }

    boolean hasUsableKey() {
        return !key.isEmpty() && key.length() <= MAX_KEY;
    }

    private static String withoutQuery(String text) {
        int query = text.indexOf('?');
        return query < 0 ? text : text.substring(0, query);
    }

    private static String trimSlashes(String text) {
        int from = 0;
        int to = text.length();
        while (from < to && text.charAt(from) == '/') {
            from++;
        }
        while (from < to && text.charAt(to - 1) == '/') {
            to--;
        }
        return text.substring(from, to);
    }

    private static String last(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    @Override
    public String toString() {
        return "StreamName[application=" + application + "]";
    }
}
