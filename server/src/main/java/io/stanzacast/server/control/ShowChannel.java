package io.stanzacast.server.control;

import jakarta.inject.Inject;

/** {@code channel-show}: {@code name}. */
final class ShowChannel implements Verb {
    private final ChannelReport report;

    @Inject
    ShowChannel(ChannelReport report) {
        this.report = report;
    }

    @Override
    public String name() {
        return "channel-show";
    }

    @Override
    public Object run(Arguments arguments) throws Refusal {
        return report.tell(report.find(arguments.text("name")));
    }
}
