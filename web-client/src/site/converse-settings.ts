import type { Channel, Site } from './api';

export type ConverseSettings = Readonly<Record<string, unknown>>;

/** Plugins that would ask for what an anonymous guest does not have, or look for files beside the page. */
const UNUSED = [
  'omemo',
  'omemo-views',
  'bookmarks',
  'bookmark-views',
  'push',
  'register',
  'rosterview',
  'roomslist',
  'adhoc',
  'adhoc-views',
  'minimize',
  'dragresize',
  'fullscreen',
  'headlines-view',
  'profile',
];

/**
 * Converse.js 14 as an anonymous guest of one room over BOSH: given both addresses it would hammer a WebSocket that fails and never
 * turn to BOSH. Nothing here asks another host.
 */
export function converseSettings(channel: Channel, site: Site, assets: string, random: () => number): ConverseSettings {
  return {
    authentication: 'anonymous',
    jid: site.guestDomain,
    auto_login: true,
    nickname: `guest-${Math.floor(random() * 36 ** 4).toString(36).padStart(4, '0')}`,
    auto_join_rooms: [channel.room],
    singleton: true,
    view_mode: 'embedded',
    assets_path: assets,
    bosh_service_url: site.bosh,
    discover_connection_methods: false,
    theme: 'classic',
    dark_theme: 'dracula',
    hide_muc_participants: true,
    muc_fetch_members: false,
    auto_register_muc_nickname: false,
    muc_instant_rooms: false,
    muc_history_max_stanzas: 20,
    muc_show_info_messages: [],
    send_chat_state_notifications: false,
    allow_muc_invitations: false,
    render_media: false,
    embed_3rd_party_media_players: false,
    use_system_emojis: true,
    // Sharing a place would show a foreign map.
    visible_toolbar_buttons: { call: false, clear: true, emoji: true, location: false, spoiler: false },
    play_sounds: false,
    show_desktop_notifications: false,
    persistent_store: 'sessionStorage',
    clear_cache_on_logout: true,
    loglevel: 'error',
    blacklisted_plugins: UNUSED.map((plugin) => `converse-${plugin}`),
  };
}
