package io.stanzacast.bosh;

/** The attributes of the session creation response (XEP-0124 §7.2). */
final class CreationAttributes {
    private CreationAttributes() {}

    static String of(String sid, BoshBody request, SessionTerms terms, BoshConfig config) {
        StringBuilder attributes = new StringBuilder(256)
                .append(ResponseBody.attribute("sid", sid))
                .append(ResponseBody.attribute("wait", terms.waitSeconds()))
                .append(ResponseBody.attribute("hold", terms.hold()))
                .append(ResponseBody.attribute("requests", terms.requests()))
                .append(ResponseBody.attribute("inactivity", terms.inactivitySeconds()))
                .append(ResponseBody.attribute("polling", config.pollingSeconds()))
                .append(ResponseBody.attribute("maxpause", config.maxPauseSeconds()))
                .append(ResponseBody.attribute("charsets", "UTF-8"));
        if (!terms.version().isEmpty()) {
            attributes.append(ResponseBody.attribute("ver", terms.version()));
        }
        if (terms.acks()) {
            attributes.append(ResponseBody.attribute("ack", request.rid()));
        }
        return attributes.toString();
    }
}
