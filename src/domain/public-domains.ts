/** Domains where anybody has an address: two addresses there belong to two people who need not know each other. */
export const publicDomains: ReadonlySet<string> = new Set([
  'gmail.com', 'googlemail.com', 'outlook.com', 'outlook.fr', 'outlook.be', 'hotmail.com', 'hotmail.fr', 'hotmail.be',
  'hotmail.co.uk', 'hotmail.it', 'hotmail.de', 'hotmail.es', 'live.com', 'live.fr', 'live.be', 'live.co.uk', 'live.nl',
  'live.ca', 'msn.com', 'yahoo.com', 'yahoo.fr', 'yahoo.co.uk', 'yahoo.de', 'yahoo.it', 'yahoo.es', 'yahoo.ca',
  'yahoo.be', 'ymail.com', 'rocketmail.com', 'aol.com', 'aol.fr', 'icloud.com', 'me.com', 'mac.com', 'proton.me',
  'protonmail.com', 'protonmail.ch', 'pm.me', 'tutanota.com', 'tutanota.de', 'tuta.io', 'tuta.com', 'tutamail.com',
  'fastmail.com', 'fastmail.fm', 'hey.com', 'zoho.com', 'zohomail.com', 'zohomail.eu', 'gmx.com', 'gmx.fr', 'gmx.de',
  'gmx.net', 'gmx.at', 'gmx.ch', 'web.de', 'freenet.de', 't-online.de', 'mail.de', 'posteo.de', 'posteo.net',
  'mailbox.org', 'mail.com', 'email.com', 'yandex.com', 'yandex.ru', 'mail.ru', 'orange.fr', 'wanadoo.fr', 'free.fr',
  'laposte.net', 'sfr.fr', 'neuf.fr', 'cegetel.net', 'club-internet.fr', 'numericable.fr', 'noos.fr', 'bbox.fr',
  'aliceadsl.fr', 'libertysurf.fr', 'voila.fr', 'online.fr', 'infonie.fr', 'skynet.be', 'telenet.be', 'proximus.be',
  'voo.be', 'scarlet.be', 'brutele.be', 'belgacom.net', 'pt.lu', 'internet.lu', 'vo.lu', 'bluewin.ch', 'sunrise.ch',
  'hispeed.ch', 'vtxnet.ch', 'ik.me', 'infomaniak.ch', 'btinternet.com', 'btopenworld.com', 'sky.com', 'talktalk.net',
  'virginmedia.com', 'ntlworld.com', 'blueyonder.co.uk', 'tiscali.co.uk', 'comcast.net', 'verizon.net', 'att.net',
  'sbcglobal.net', 'bellsouth.net', 'cox.net', 'charter.net', 'earthlink.net', 'optonline.net', 'videotron.ca',
  'bell.net', 'sympatico.ca', 'rogers.com', 'shaw.ca', 'telus.net', 'ziggo.nl', 'kpnmail.nl', 'planet.nl', 'xs4all.nl',
  'libero.it', 'virgilio.it', 'tin.it', 'alice.it', 'tiscali.it',
]); // biome-ignore format: rows of names
