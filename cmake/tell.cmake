# The style sheet of the page, compiled into the renderer.
add_executable(mkblob tools/mkblob.c)
file(MAKE_DIRECTORY ${TABLES}/blobs)
add_custom_command(OUTPUT ${TABLES}/blobs/page_css.c ${TABLES}/blobs/page_css.h
  COMMAND mkblob ${CMAKE_SOURCE_DIR}/src/tell/page.css page_css ${TABLES}/blobs
  DEPENDS mkblob ${CMAKE_SOURCE_DIR}/src/tell/page.css VERBATIM)
if(TARGET syn_tell)
  target_sources(syn_tell PRIVATE ${TABLES}/blobs/page_css.c ${TABLES}/blobs/page_css.h)
  target_include_directories(syn_tell PRIVATE ${TABLES}/blobs)
endif()
