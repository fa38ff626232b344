/* read/address_element.h -- the elements of sitemaps (data/address_element.tsv) */
#ifndef SYN_READ_ADDRESS_ELEMENT_H
#define SYN_READ_ADDRESS_ELEMENT_H

enum address_element { IN_NONE, IN_PAGE, IN_SITEMAP, IN_LOC, IN_TITLE, IN_OUTLET, IN_LANGUAGE, IN_PUBLISHED,
                       IN_CHANGED };

#endif
