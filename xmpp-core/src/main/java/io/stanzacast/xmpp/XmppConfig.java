package io.stanzacast.xmpp;

import io.stanzacast.xmpp.c2s.HostConfig;
import io.stanzacast.xmpp.c2s.LoginConfig;
import io.stanzacast.xmpp.im.GuestConfig;
import io.stanzacast.xmpp.muc.MucConfig;
import io.stanzacast.xmpp.net.C2sConfig;
import java.util.List;
import java.util.function.IntUnaryOperator;
import java.util.stream.Stream;

/**
 * The XMPP half of the configuration.
 *
 * @param hosts domains that clients log in to; at least one
 * @param guests what anonymous users may do
 * @param c2s where clients connect over TCP
 * @param login what is allowed before a resource is bound
 * @param muc services with rooms
 */
public record XmppConfig(
        List<HostConfig> hosts, GuestConfig guests, C2sConfig c2s, LoginConfig login, List<MucConfig> muc) {
    public XmppConfig {
        hosts = List.copyOf(hosts);
        muc = List.copyOf(muc);
        if (hosts.isEmpty()) {
            throw new IllegalArgumentException("hosts: none (expected: at least one)");
        }
        List<String> domains = Stream.concat(
                        hosts.stream().map(HostConfig::domain), muc.stream().map(MucConfig::domain))
                .toList();
        for (String domain : domains) {
            if (domains.indexOf(domain) != domains.lastIndexOf(domain)) {
                throw new IllegalArgumentException(
                        "hosts, muc: " + domain + " twice (expected: each domain in one place)");
            }
        }
    }

    /** What a site of that domain gets by default: on loopback until its file says otherwise. */
    public static XmppConfig of(String site) {
        return new XmppConfig(
                List.of(
                        HostConfig.accounts(site),
                        HostConfig.guests("guest." + site),
                        HostConfig.accounts("engines." + site)),
                GuestConfig.defaults(),
                C2sConfig.defaults().at("127.0.0.1", 5222, 5223),
                LoginConfig.defaults(),
                List.of(
                        MucConfig.of("rooms." + site, MucConfig.Creation.NOBODY),
                        MucConfig.of("brewery." + site, MucConfig.Creation.NOBODY)));
    }

    /** Other ports for those that are on. */
    public XmppConfig withPorts(IntUnaryOperator moved) {
        IntUnaryOperator port = old -> old < 0 ? old : moved.applyAsInt(old);
        return new XmppConfig(
                hosts,
                guests,
                c2s.at(c2s.address(), port.applyAsInt(c2s.port()), port.applyAsInt(c2s.directTlsPort())),
                login,
                muc);
    }
}
