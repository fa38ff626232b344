# What pages need, compiled into their renderers: src/tell/NAME.css is "blobs/NAME_css.h".  The server's pages have one
# sheet, page.css and all site*.css behind it: "blobs/style_sheet.h"; and one script, site.js: "blobs/script.h".
add_executable(mkblob tools/mkblob.c)
file(MAKE_DIRECTORY ${TABLES}/blobs)

function(layer_blob layer file name)
  add_custom_command(OUTPUT ${TABLES}/blobs/${name}.c ${TABLES}/blobs/${name}.h
    COMMAND mkblob ${file} ${name} ${TABLES}/blobs DEPENDS mkblob ${file} VERBATIM)
  if(TARGET syn_${layer})
    target_sources(syn_${layer} PRIVATE ${TABLES}/blobs/${name}.c ${TABLES}/blobs/${name}.h)
  endif()
endfunction()
function(tell_blob file name)
  layer_blob(tell ${file} ${name})
endfunction()

file(GLOB STYLE_SHEETS CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/src/tell/*.css)
file(GLOB SITE_SHEETS CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/src/tell/site*.css)
foreach(sheet ${STYLE_SHEETS})
  get_filename_component(name ${sheet} NAME_WE)
  if(NOT sheet IN_LIST SITE_SHEETS)
    tell_blob(${sheet} ${name}_css)
  endif()
endforeach()
set(SITE_PARTS ${CMAKE_SOURCE_DIR}/src/tell/page.css ${SITE_SHEETS})
add_custom_command(OUTPUT ${TABLES}/blobs/site_style.css COMMAND cat ${SITE_PARTS} > ${TABLES}/blobs/site_style.css
  DEPENDS ${SITE_PARTS} VERBATIM)
tell_blob(${TABLES}/blobs/site_style.css style_sheet)
tell_blob(${CMAKE_SOURCE_DIR}/src/tell/site.js script)
if(TARGET syn_tell)
  target_include_directories(syn_tell PRIVATE ${TABLES}/blobs)
endif()

# What the API says of itself.
layer_blob(serve ${CMAKE_SOURCE_DIR}/data/openapi.json openapi)
layer_blob(serve ${CMAKE_SOURCE_DIR}/docs/synopsis.schema.json synopsis_schema)
