package io.stanzacast.server.control;

import jakarta.inject.Inject;

/** {@code channel-list}: all, by name. */
final class ListChannels implements Verb {
    private final ChannelReport report;

    @Inject
    ListChannels(ChannelReport report) {
        this.report = report;
    }

    @Override
    public String name() {
        return "channel-list";
    }

    @Override
    public Object run(Arguments arguments) {
        return report.all();
    }
}
